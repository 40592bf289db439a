#@ file: bin/report.sh
# The variable holds the header's whole value, and the header line adds nothing.
# shellcheck shell=bash
set -euo pipefail

base="https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com"
auth="ApiKey ${ES_API_KEY:?}"

curl -fsS -H "Authorization: $auth" "$base/_cat/health"
curl -fsS -H "Authorization: $auth" "$base/_cat/nodes?v"

printf 'Authorization: %s\n' "ApiKey (not shown)" > /tmp/report.txt
curl -fsS -H "Authorization: ApiKey ${ES_API_KEY}" "$base/_cat/indices" >> /tmp/report.txt
