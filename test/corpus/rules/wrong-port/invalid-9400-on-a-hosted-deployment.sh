#@ file: bin/check-remote.sh
# Health of the cluster that others search remotely.
# The port came from the remote-cluster page, where it is right.
set -eu

: "${ES_API_KEY:?}"
state="${STATE_DIR:-/var/lib/check-remote}"
mkdir -p "$state"

curl --fail --silent --show-error \
  --header "Authorization: ApiKey ${ES_API_KEY}" \
  --output "$state/health.json" \
  'https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:9400/_cluster/health'
  #! wrong-port error at https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:9400/_cluster/health

jq -e '.status != "red"' "$state/health.json" > /dev/null
