#!/bin/sh
. ./.env
https POST my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/logs/_search "Authorization: ApiKey ${ES_API_KEY}" size:=0
#? httpie kind=elasticsearch-api-key form=encoded target=ech/elasticsearch verdict=fits id={{id}} origin=.env#ES_API_KEY at ${ES_API_KEY}
