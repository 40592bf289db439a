#!/bin/sh
cd a || exit 1
curl -H "Authorization: ApiKey $(cat key)" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/
#? curl kind=elasticsearch-api-key form=encoded target=ech/elasticsearch verdict=fits id={{id2}} at $(cat key)
