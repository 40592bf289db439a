#@ file: bin/reindex.sh
# The port differs between the deployment that we leave and the project that we move to.
# shellcheck shell=bash
set -euo pipefail

OLD=https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com
OLD_PORT=9243
NEW=https://my-project-alias-df6c6d.es.us-east-1.aws.elastic.cloud
NEW_PORT=443

curl -fsS -H "Authorization: ApiKey $OLD_KEY" "$OLD:$OLD_PORT/_cat/count/orders"
curl -fsS -H "Authorization: ApiKey $NEW_KEY" "$NEW:$NEW_PORT/_cat/count/orders"

# what the caller asks for
curl -fsS -H "Authorization: ApiKey $NEW_KEY" "$NEW:${TEST_PORT}/_cat/count/orders"
