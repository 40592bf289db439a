#!/bin/sh
set -x
#! key-echoed information at set -x
. ./.env
curl -fsS -H "Authorization: ApiKey $ES_API_KEY" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health
