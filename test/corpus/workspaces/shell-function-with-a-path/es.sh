#!/usr/bin/env bash
set -euo pipefail
source .env
es() {
  local path=$1
  curl -fsS -H "Authorization: ApiKey $ES_API_KEY" "$ES_URL$path"
  #? curl kind=elasticsearch-api-key form=encoded target=ech/elasticsearch verdict=fits id={{id}} origin=.env#ES_API_KEY at $ES_API_KEY
}
es /_cat/health
es /_cat/indices
