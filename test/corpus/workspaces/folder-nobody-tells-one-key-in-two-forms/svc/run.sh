#!/bin/sh
. ./.env
curl -fsS -H "Authorization: ApiKey $K" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/health
#? curl state=unknown verdict=unknown at $K
