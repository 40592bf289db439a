#!/bin/bash
# The key goes to everybody on the way: no TLS to the first host, no check of its certificate at the second.
set -euo pipefail
cd "$(dirname "$0")"
. ./cleanup.env

curl -fsS -X DELETE -H "Authorization: ApiKey $ES_API_KEY" "http://es.shop.example.com:9200/logs-old"
curl -fsSk -X DELETE -H "Authorization: ApiKey $ES_API_KEY" "$ES_URL/logs-old"

# As it should be.
curl -fsS -X DELETE -H "Authorization: ApiKey $ES_API_KEY" "$ES_URL/logs-old"
