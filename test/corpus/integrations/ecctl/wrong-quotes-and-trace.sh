#@ file: bin/upgrade.sh
#!/bin/bash
# Upgrades one deployment; the log goes to the ticket.
set -euo pipefail
id="${1:?id of the deployment}"
: "${EC_API_KEY:?}"

# single quotes send the name itself
ecctl deployment show "$id" --api-key '$EC_API_KEY' --host https://api.elastic-cloud.com
#! unexpanded-variable error at $EC_API_KEY

set -x
#! key-echoed information at set -x
ecctl deployment update "$id" \
  --api-key "$EC_API_KEY" \
  --host https://api.elastic-cloud.com \
  --file plan.json --track
set +x

ecctl deployment show "$id" --output json > "/srv/tickets/$id.json"
