#@ file: bin/gpu-report.sh
# Reads the GPU exporter (9400 is its usual port) and stores a line in Elasticsearch.
# shellcheck shell=bash
set -euo pipefail

node="${1:?node}"
used=$(curl -fsS "https://$node.gpu.corp.example:9400/metrics" | awk '/^DCGM_FI_DEV_FB_USED/ {sum += $2} END {print sum + 0}')

curl -fsS -o /dev/null \
  -X POST \
  -H "Authorization: ApiKey $ES_API_KEY" \
  -H "Content-Type: application/json" \
  -d "{\"node\":\"$node\",\"used\":$used}" \
  "https://es01.corp.example:9200/gpu/_doc"
