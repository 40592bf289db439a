#@ file: scripts/list-deployments.sh
# Lists the hosted deployments of the organization.
# Needs: curl, jq, EC_API_KEY
set -euo pipefail

out="${1:-deployments.json}"
: "${EC_API_KEY:?set EC_API_KEY}"

curl -fsS \
  -H "Authorization: ApiKey $EC_API_KEY" \
  -H "Accept: application/json" \
  -o "$out" \
  "https://cloud.elastic.co/api/v1/deployments"
  #! wrong-endpoint error at https://cloud.elastic.co/api/v1/deployments

jq -r '.deployments[] | [.id, .name] | @tsv' "$out"
