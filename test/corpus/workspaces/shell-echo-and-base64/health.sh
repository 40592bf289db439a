#!/bin/bash
. ./.env
KEY=$(echo "$ES_PAIR" | base64 -w0)
curl -fsS -H "Authorization: ApiKey $KEY" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health
#! damaged-key error at $KEY
#? curl form=damaged target=ech/elasticsearch at $KEY
