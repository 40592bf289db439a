#!/bin/sh
set -eu
# keyfit-disable-next-line undefined-variable -- the caller exports it
curl -fsS -H "Authorization: ApiKey $ES_API_KEY" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/health
