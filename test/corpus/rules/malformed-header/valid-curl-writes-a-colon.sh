#@ file: bin/health.sh
# shellcheck shell=sh
# A header line for curl has a colon, a blank and no equals sign; the body is JSON.
set -eu

base="https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com"

curl -fsS -H "Authorization: ApiKey $ES_API_KEY" "$base/_cluster/health"
wget -qO- --header="Authorization: ApiKey $ES_API_KEY" "$base/_cat/nodes"
http GET "$base/_cat/indices" "Authorization:ApiKey $ES_API_KEY"

curl -fsS -X POST -H "Authorization: ApiKey $ES_API_KEY" \
  -H "Content-Type: application/json" \
  -d '{"Authorization": "is a word of the index, too"}' \
  "$base/words/_doc"
