#!/bin/sh
. ./.env
wget -q --header="Authorization: ApiKey $ES_API_KEY" -O indices.json "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/indices?format=json"
#? wget kind=elasticsearch-api-key form=encoded target=ech/elasticsearch verdict=fits id={{id}} origin=.env#ES_API_KEY at $ES_API_KEY
