#@ file: bin/snapshot.sh
#!/bin/bash
#set -x
set -euo pipefail
# curl -v -H "Authorization: ApiKey $ES_API_KEY" https://es.logs.corp.example:9200/
name="nightly-$(date +%F)"

cat <<'TEXT'
For a search of faults: set -x, or curl -v --trace trace.log
TEXT

curl -fsS -X PUT -o /dev/null \
  -H "Authorization: ApiKey $ES_API_KEY" \
  "https://es.logs.corp.example:9200/_snapshot/s3/$name"
