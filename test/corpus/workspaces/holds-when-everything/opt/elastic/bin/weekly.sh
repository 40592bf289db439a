#!/bin/sh
# indices of the project and of the deployment
set -eu
. /etc/elastic/cloud.env
curl -fsS -H "Authorization: ApiKey $EC_API_KEY" "https://my-project-alias-df6c6d.es.us-east-1.aws.elastic.cloud/_cat/indices"
#! key-needs-api-access information at $EC_API_KEY
#? curl kind=elastic-cloud-api-key form=essu target=serverless/elasticsearch verdict=depends origin=etc/elastic/cloud.env#EC_API_KEY at $EC_API_KEY
curl -fsS -H "Authorization: ApiKey $EC_API_KEY" "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/indices"
#! wrong-key-type error at $EC_API_KEY
#? curl kind=elastic-cloud-api-key form=essu target=ech/elasticsearch verdict=mismatch origin=etc/elastic/cloud.env#EC_API_KEY at $EC_API_KEY
