#!/bin/sh
set -eu
. /etc/elastic/cloud.env
curl -fsS -H "Authorization: ApiKey $EC_API_KEY" https://es.logs.corp.example:9200/_cat/indices
#! wrong-key-type error at $EC_API_KEY
#? curl kind=elastic-cloud-api-key form=essu target=eck/elasticsearch verdict=mismatch host=es.logs.corp.example at $EC_API_KEY
curl -fsS -H "Authorization: ApiKey $EC_API_KEY" https://search.corp.example/_cat/indices
#! key-needs-api-access information at $EC_API_KEY
#? curl kind=elastic-cloud-api-key form=essu target=serverless/elasticsearch verdict=depends host=search.corp.example at $EC_API_KEY
# another port and another host: nothing is known of them
curl -fsS -H "Authorization: ApiKey $EC_API_KEY" https://es.logs.corp.example:9201/_cat/indices
#? curl kind=elastic-cloud-api-key form=essu target=unknown/elasticsearch verdict=unknown at $EC_API_KEY
curl -fsS -H "Authorization: ApiKey $EC_API_KEY" https://es.metrics.corp.example:9200/_cat/indices
#? curl kind=elastic-cloud-api-key form=essu target=unknown/elasticsearch verdict=unknown at $EC_API_KEY
