#!/bin/sh
. /etc/elastic/es.env
curl -fsS -X PUT -H "Authorization: ApiKey $ES_API_KEY" "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_snapshot/s3/$1"
#? curl kind=elasticsearch-api-key form=encoded target=ech/elasticsearch verdict=fits id={{id}} origin=etc/elastic/es.env#ES_API_KEY at $ES_API_KEY
