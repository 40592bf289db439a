#!/usr/bin/env bash
. ./.env
opts=(-fsS -H "Authorization: ApiKey $ES_API_KEY")
#!a wrong-encoding error at $ES_API_KEY
curl "${opts[@]}" -X PUT "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_snapshot/s3/nightly"
#!a wrong-encoding error at ${opts[@]}
