#!/bin/sh
cd "$(dirname "$0")" || exit 1
[ -f es.env ] && . ./es.env
curl -fsS -H "Authorization: ApiKey ${ES_API_KEY}" "${ES_URL}/_cluster/health"
#! wrong-encoding error at ${ES_API_KEY}
#? curl kind=elasticsearch-api-key form=pair target=ech/elasticsearch verdict=fits id={{id}} origin=es/es.env#ES_API_KEY at ${ES_API_KEY}
