#!/bin/sh
curl -fsS -H "Authorization: ApiKey $ES_API_KEY" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health
#! wrong-encoding error at $ES_API_KEY
#? curl form=pair state=value id={{id}} origin=nightly.sh#ES_API_KEY at $ES_API_KEY
