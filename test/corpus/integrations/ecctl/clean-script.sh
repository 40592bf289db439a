#@ file: bin/list-deployments.sh
#!/bin/bash
# Writes the deployments of the organization and those of our own installation.
set -euo pipefail

: "${EC_API_KEY:?export it, or run: vault read -field=key secret/elastic/cloud}"
: "${ECE_KEY:?}"
out="${1:-/srv/reports}"
mkdir -p "$out"

# ecctl reads EC_API_KEY by itself
export EC_API_KEY
ecctl deployment list --output json > "$out/cloud.json"

ecctl deployment list --output json \
  --host https://ece.corp.example:12443 \
  --api-key "$ECE_KEY" > "$out/ece.json"

jq -r '.deployments[] | [.id, .name] | @tsv' "$out"/*.json
