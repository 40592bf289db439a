#!/bin/sh
. ./.env
H="ApiKey ${K:?}"
curl -fsS -H "Authorization: $H" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health
#? curl kind=elasticsearch-api-key form=encoded target=ech/elasticsearch verdict=fits id={{id}} origin=health.sh#H,.env#K at $H
