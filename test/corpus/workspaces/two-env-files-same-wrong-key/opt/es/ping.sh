#!/bin/sh
exec curl -fsS -H "Authorization: ApiKey $ES_API_KEY" "$ES_URL/_cat/health"
#! wrong-key-type error at $ES_API_KEY
