#!/bin/sh
. ./.env
http --check-status GET "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health" Authorization:"ApiKey $ES_API_KEY"
#? httpie kind=elasticsearch-api-key form=encoded target=ech/elasticsearch verdict=fits id={{id}} origin=.env#ES_API_KEY at $ES_API_KEY
