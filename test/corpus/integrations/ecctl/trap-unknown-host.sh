#@ file: bin/report.sh
#!/bin/bash
# What stands behind the gateway, nobody here knows.
set -euo pipefail

host="https://cloud-gateway.corp.example"
day="$(date +%F)"
out="/srv/reports/$day"
mkdir -p "$out"

ecctl deployment list \
  --host "$host" \
  --api-key {{essu}} \
  #! hard-coded-key information at {{essu}}
  #? ecctl kind=elastic-cloud-api-key form=essu verdict=unknown at {{essu}}
  --output json > "$out/deployments.json"

# how many there are
jq length "$out/deployments.json"
find /srv/reports -maxdepth 1 -mtime +30 -exec rm -r {} +
