#!/bin/sh
. ./.env
curl -fsS -H "Authorization: ApiKey $ES_API_KEY" http://es.logs.corp.example:9200/_cluster/health
#! key-over-http warning at http://es.logs.corp.example:9200/_cluster/health
curl -fsS -H "Authorization: ApiKey $ES_API_KEY" http://localhost:9200/_cluster/health
