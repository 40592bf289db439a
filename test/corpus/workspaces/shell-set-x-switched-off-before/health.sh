#!/bin/sh
set -x
mkdir -p /var/tmp/es
set +x
. ./.env
curl -fsS -H "Authorization: ApiKey $ES_API_KEY" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health
