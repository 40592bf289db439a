#@ file: bin/list.sh
#!/bin/bash
# Lists what the organization runs
set -euo pipefail

# key from Kibana, role "viewer"
export EC_API_KEY={{encoded}}
#! wrong-key-type error at {{encoded}}
#! hard-coded-key information at {{encoded}}
#? ecctl kind=elasticsearch-api-key form=encoded target=elastic-cloud/cloud verdict=mismatch at {{encoded}}

out="$(mktemp)"
trap 'rm -f "$out"' EXIT

ecctl deployment list --output json > "$out"
jq -r '.deployments[].name' "$out" | sort

# the installation, with the pair of another cluster
ecctl deployment list --host https://api.elastic-cloud.com --api-key {{pair2}} --output json
#! wrong-key-type error at {{pair2}}
#! hard-coded-key information at {{pair2}}
#? ecctl kind=elasticsearch-api-key form=pair target=elastic-cloud/cloud verdict=mismatch at {{pair2}}
