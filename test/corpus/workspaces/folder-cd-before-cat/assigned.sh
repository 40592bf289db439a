#!/bin/sh
cd a || exit 1
KEY=$(cat ./key)
curl -H "Authorization: ApiKey $KEY" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/
#? curl kind=elasticsearch-api-key form=encoded target=ech/elasticsearch verdict=fits id={{id2}} at $KEY
