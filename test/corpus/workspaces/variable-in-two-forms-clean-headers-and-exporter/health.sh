#!/bin/sh
. ./es.env
curl -fsS -H "Authorization: ApiKey $ELASTIC_API_KEY" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health
