#!/bin/sh
exec curl -fsS -H "Authorization: ApiKey $ES_API_KEY" "$ES_URL/_cat/health"
#? curl kind=elasticsearch-api-key form=encoded target=ech/elasticsearch verdict=fits id={{id}} origin=etc/es/prod.env#ES_API_KEY at $ES_API_KEY
