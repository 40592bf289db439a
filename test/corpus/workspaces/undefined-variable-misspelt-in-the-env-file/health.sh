#!/bin/sh
set -eu
. ./.env
out=/var/tmp/health.json
curl -fsS -o "$out" -H "Authorization: ApiKey $ES_API_KEY" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health
#! undefined-variable error|warning|information|hint at $ES_API_KEY
curl -fsS -o "$out" -H "Authorization: ApiKey $ES_APIKEY" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health
