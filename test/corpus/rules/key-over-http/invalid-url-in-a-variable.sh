#@ file: bin/indices.sh
#!/bin/bash
# Lists the indices of the logging cluster
set -euo pipefail

ES_URL="http://es.logs.corp.example:9200"
pattern="${1:-logs-*}"
out="$(mktemp)"

curl -fsS -o "$out" -H "Authorization: ApiKey $ES_API_KEY" "$ES_URL/_cat/indices"
#!a key-over-http warning at $ES_URL/_cat/indices
#!a key-over-http warning at $ES_URL

grep -F "$pattern" "$out" || true
rm -f "$out"
