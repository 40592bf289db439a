#!/bin/sh
cd "$(dirname "$0")"
. ./.env
curl -fsS -H "Authorization: ApiKey $ES_API_KEY" "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/mail/_count"
#? curl kind=elasticsearch-api-key form=encoded target=ech/elasticsearch verdict=fits id={{id}} origin=services/mail/.env#ES_API_KEY at $ES_API_KEY
