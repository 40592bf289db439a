#!/bin/bash
# Rendered by Terraform: ${es_url} is its, $${day} the shell's.
set -euo pipefail

day="$(date +%F)"
out="/var/lib/nightly/$${day}"
mkdir -p "$${out}"

curl -fsS \
  -H "Authorization: ApiKey ${api_key}" \
  #! wrong-key-type error at ${api_key}
  #? curl kind=elastic-cloud-api-key form=essu target=ech/elasticsearch verdict=mismatch at ${api_key}
  -o "$${out}/indices.txt" \
  "${es_url}/_cat/indices"

wc -l "$${out}/indices.txt"
