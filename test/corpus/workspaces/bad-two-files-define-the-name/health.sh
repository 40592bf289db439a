#!/bin/sh
if [ "$1" = production ]; then
  . ./production.env
else
  . ./staging.env
fi
curl -fsS -H "Authorization: ApiKey $ES_API_KEY" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health
#? curl target=ech/elasticsearch state=unknown verdict=unknown at $ES_API_KEY
