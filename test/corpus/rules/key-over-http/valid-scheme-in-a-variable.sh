#@ file: bin/ask.sh
#!/bin/sh
# The caller says how and where.
set -eu

scheme="$1"
host="$2"
shift 2

for path in "$@"; do
  echo "asking $host for $path" >&2
done

curl -fsS -H "Authorization: ApiKey $ES_API_KEY" "$scheme://$host/_cat/indices"
curl -fsS -H "Authorization: ApiKey $ES_API_KEY" "$ES_BASE/_cat/nodes"
