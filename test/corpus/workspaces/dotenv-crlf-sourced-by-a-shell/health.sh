#!/bin/sh
. ./.env
curl -fsS -H "Authorization: ApiKey $ES_API_KEY" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health
#! damaged-key error at $ES_API_KEY
#? curl form=damaged target=ech/elasticsearch origin=.env#ES_API_KEY at $ES_API_KEY
