#!/bin/sh
# Snapshot of the logs
set -eu
. /etc/elastic/es.env
curl -fsS -X PUT -H "Authorization: ApiKey $ES_API_KEY" "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_snapshot/s3/nightly"
#! key-in-two-deployments warning at $ES_API_KEY
