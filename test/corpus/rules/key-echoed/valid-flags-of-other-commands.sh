#@ file: bin/start.sh
#!/bin/bash
# -v means something else to most programs.
set -euo pipefail

docker run --rm -v "$PWD/conf:/conf:ro" alpine:3.22 ls /conf
mkdir -v -p /var/tmp/es
curl -V | head -n 1
curl -v https://status.corp.example/ping -o /dev/null
curl -sv -u "monitor:$STATUS_PASSWORD" https://status.corp.example/private -o /dev/null

curl -fsS --trace-time -A "start -v 2" -H "X-Note: set -x was here" -H "Authorization: ApiKey $ES_API_KEY" https://es.logs.corp.example:9200/_cat/indices | grep -v '^green' || true
command -v jq > /dev/null
