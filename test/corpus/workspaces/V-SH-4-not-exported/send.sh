#!/bin/sh
curl -fsS -H "Authorization: ApiKey $K" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health
#? curl form=reference target=ech/elasticsearch state=unset at $K
