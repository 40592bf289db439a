#!/bin/sh
set -eu
. /etc/elastic/es.env
curl -fsS -X PUT -H "Authorization: ApiKey $ES_API_KEY" "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_snapshot/s3/nightly"
#! variable-in-two-forms warning at $ES_API_KEY
#! wrong-encoding error at $ES_API_KEY
