#@ file: bin/list-projects.sh
#@ today: 2027-01-31
#@ also: .keyfit.yml
#@| version: 1
#@| keys:
#@|   - { variable: OLD_CLOUD_KEY, kind: elastic-cloud-api-key, expires: 2027-01-31 }
#@|   - { variable: CLOUD_KEY, kind: elastic-cloud-api-key, expires: 2027-12-31 }
#!/bin/bash
# Lists the projects of the organization
set -euo pipefail
out="${1:-projects.json}"

# curl -H "Authorization: ApiKey $OLD_CLOUD_KEY" https://api.elastic-cloud.com/api/v1/serverless/projects/elasticsearch
curl -fsS -o "$out" \
  -H "Accept: application/json" \
  -H "Authorization: ApiKey $CLOUD_KEY" \
  https://api.elastic-cloud.com/api/v1/serverless/projects/elasticsearch

jq -r '.items[] | [.id, .name] | @tsv' "$out"
