#!/bin/sh
curl -fsS -X PUT -H "Authorization: ApiKey $ES_API_KEY" "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_snapshot/s3/nightly"
#? curl kind=elasticsearch-api-key form=encoded target=ech/elasticsearch verdict=fits id={{id}} origin=etc/cron.d/es#ES_API_KEY at $ES_API_KEY
