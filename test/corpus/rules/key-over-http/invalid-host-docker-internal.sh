#@ file: dev/seed.sh
#!/bin/bash
# Fills the cluster on the developer's machine from inside a container
set -euo pipefail

: "${ES_API_KEY:?}"
base="fixtures"

for name in orders customers; do
  echo "seeding $name"
  cat "$base/$name.ndjson" > "/tmp/$name.ndjson"
done

curl -fsS -X POST \
  -H "Authorization: ApiKey $ES_API_KEY" \
  -H "Content-Type: application/x-ndjson" \
  --data-binary @/tmp/orders.ndjson \
  "http://host.docker.internal:9200/orders/_bulk"
  #! key-over-http information at http://host.docker.internal:9200/orders/_bulk
