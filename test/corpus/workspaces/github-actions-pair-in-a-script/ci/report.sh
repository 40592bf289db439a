#!/bin/sh
curl -fsS -H "Authorization: ApiKey $ES_API_KEY" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/indices
#! wrong-encoding error at $ES_API_KEY
#? curl kind=elasticsearch-api-key form=pair target=ech/elasticsearch verdict=fits id={{id}} origin=.github/workflows/report.yml#ES_API_KEY at $ES_API_KEY
