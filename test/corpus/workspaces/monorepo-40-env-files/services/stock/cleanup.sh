#!/bin/bash
set -a
source "$(dirname "$0")/.env"
set +a
curl -fsS -X POST -H "Authorization: ApiKey ${ES_API_KEY}" "https://hulk-es-http.default.svc:9200/stock/_refresh"
#? curl kind=elasticsearch-api-key form=encoded target=eck/elasticsearch verdict=fits id={{id3}} origin=services/stock/.env#ES_API_KEY at ${ES_API_KEY}
