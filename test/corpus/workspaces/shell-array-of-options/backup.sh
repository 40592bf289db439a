#!/usr/bin/env bash
. ./.env
opts=(-fsS --retry 3)
opts+=(-H "Authorization: ApiKey $ES_API_KEY")
curl "${opts[@]}" -X PUT "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_snapshot/s3/nightly"
