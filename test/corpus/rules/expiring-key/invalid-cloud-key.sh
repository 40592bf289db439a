#@ file: bin/list-projects.sh
#@ today: 2027-01-29
#@ also: .keyfit.yml
#@| version: 1
#@| rules: { hard-coded-key: off }
#@| keys:
#@|   - id: {{id2}}
#@|     kind: elastic-cloud-api-key
#@|     owner: team-platform
#@|     expires: 2027-01-31
#!/bin/bash
# Lists the projects of the organization
set -euo pipefail
out="${1:-projects.json}"

curl -fsS -o "$out" \
  -H "Accept: application/json" \
  -H "Authorization: ApiKey {{essu2}}" \
  #! expiring-key warning at {{essu2}}
  https://api.elastic-cloud.com/api/v1/serverless/projects/elasticsearch

jq -r '.items[] | [.id, .name] | @tsv' "$out"
