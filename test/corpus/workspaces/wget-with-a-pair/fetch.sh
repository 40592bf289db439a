#!/bin/sh
. ./.env
wget -q --header="Authorization: ApiKey $ES_API_KEY" -O - https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/indices
#! wrong-encoding error at $ES_API_KEY
#? wget kind=elasticsearch-api-key form=pair target=ech/elasticsearch verdict=fits id={{id}} at $ES_API_KEY
