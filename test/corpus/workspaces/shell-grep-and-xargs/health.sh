#!/bin/bash
export $(grep -v '^#' .env | xargs)
curl -fsS -H "Authorization: ApiKey $ES_API_KEY" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health
#? curl kind=elasticsearch-api-key form=encoded target=ech/elasticsearch verdict=fits id={{id}} origin=.env#ES_API_KEY at $ES_API_KEY
