#!/bin/sh
KEY=$(grep ^ES_API_KEY= .env | cut -d= -f2)
curl -fsS -H "Authorization: ApiKey $KEY" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health
#~ damaged-key error at $KEY
