#!/bin/sh
exec curl -fsS -H "Authorization: ApiKey $ES_API_KEY" "$ES_URL/_cat/health"
#? curl state=unknown verdict=unknown at $ES_API_KEY
