#!/bin/sh
curl -fsS -H "Authorization: ApiKey $(cat secrets/es.key)" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health
#? curl kind=elasticsearch-api-key form=encoded target=ech/elasticsearch verdict=fits id={{id}} at $(cat secrets/es.key)
