#!/bin/sh
cd "$1"
curl -H "Authorization: ApiKey $(cat .env)" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/
