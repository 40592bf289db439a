#!/bin/sh
. ./.env
wget -q --header='Authorization: ApiKey $ES_API_KEY' -O - https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/indices
#! unexpanded-variable error at $ES_API_KEY
wget -q --header="Authorization: $ES_API_KEY" -O - https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/indices
#! missing-scheme error at $ES_API_KEY
