#@ file: bin/weekly-report.sh
#!/bin/sh
# Sizes of the indices, mailed on Mondays. ES_API_KEY comes from the unit.
set -eu
: "${ES_API_KEY:?not set}"

base="https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"
out="$(mktemp)"
trap 'rm -f "$out"' EXIT

wget -q -O "$out" \
  --timeout=30 --tries=3 \
  --header="Authorization: ApiKey $ES_API_KEY" \
  #? wget form=reference target=ech/elasticsearch verdict=unknown at $ES_API_KEY
  "$base/_cat/indices?v&s=store.size:desc"

mail -s "indices" ops@corp.example < "$out"
