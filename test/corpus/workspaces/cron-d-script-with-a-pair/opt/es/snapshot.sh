#!/bin/sh
. /etc/elastic/es.env
curl -fsS -X PUT -H "Authorization: ApiKey $ES_API_KEY" "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_snapshot/s3/nightly"
#! wrong-encoding error at $ES_API_KEY
#? curl kind=elasticsearch-api-key form=pair target=ech/elasticsearch verdict=fits id={{id}} origin=etc/elastic/es.env#ES_API_KEY at $ES_API_KEY
