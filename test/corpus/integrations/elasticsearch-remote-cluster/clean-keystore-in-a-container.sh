#@ file: docker/entrypoint.d/10-remotes.sh
#!/bin/bash
# Runs before the node starts; the key is mounted as a file.
set -euo pipefail
KEY_FILE=/run/secrets/east-credentials

if [ ! -f config/elasticsearch.keystore ]; then
  bin/elasticsearch-keystore create
fi

if ! bin/elasticsearch-keystore list | grep -q '^cluster.remote.east.credentials$'; then
  bin/elasticsearch-keystore add --stdin cluster.remote.east.credentials < "$KEY_FILE"
fi

curl -fsS --cacert config/certs/ca.crt -X POST \
  -H "Authorization: ApiKey $ADMIN_KEY" \
  https://localhost:9200/_nodes/reload_secure_settings || true
