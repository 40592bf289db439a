#@ file: bin/inventory.sh
#!/bin/bash
# Inventory of three places, each asked in a wrong way
set -euo pipefail
out=/srv/inventory
mkdir -p "$out"

ecctl deployment list --output json \
  --host https://cloud.elastic.co \
  #! wrong-endpoint error at https://cloud.elastic.co
  --api-key "$ORG_KEY" > "$out/cloud.json"

ecctl deployment list --output json \
  --host http://ece-a.corp.example:12400 \
  #! key-over-http warning at http://ece-a.corp.example:12400
  --api-key "$ECE_A_KEY" > "$out/a.json"

ecctl deployment list --output json --insecure \
  #! tls-verification-off information at --insecure
  --host=https://ece-b.corp.example:12443 \
  --api-key="$ECE_B_KEY" > "$out/b.json"

jq -s 'map(.deployments | length)' "$out"/*.json
