#!/bin/sh
. ./.env
curl -fsS -H "Authorization: ApiKey $K" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/health
#? curl kind=elasticsearch-api-key form=encoded target=ech/elasticsearch verdict=fits id={{id2}} origin=opt/a/.env#K at $K
