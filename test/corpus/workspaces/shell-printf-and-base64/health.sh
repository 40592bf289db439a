#!/bin/bash
. ./.env
KEY=$(printf %s "$ES_ID:$ES_SECRET" | base64 -w0)
curl -fsS -H "Authorization: ApiKey $KEY" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health
#? curl kind=elasticsearch-api-key form=encoded target=ech/elasticsearch verdict=fits id={{id}} at $KEY
