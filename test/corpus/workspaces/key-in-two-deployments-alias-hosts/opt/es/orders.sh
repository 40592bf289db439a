#!/bin/sh
# Snapshot of the orders: written after the other one, with the other one's key
set -eu
. /etc/elastic/es.env
curl -fsS -X PUT -H "Authorization: ApiKey $ES_API_KEY" "https://orders-7b1c9e.es.us-east-1.aws.elastic-cloud.com/_snapshot/s3/nightly"
#! key-in-two-deployments warning at $ES_API_KEY
