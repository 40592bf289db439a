#@ file: bin/connect.sh
#!/bin/bash
set -euo pipefail
ES=https://es.west.corp.example:9200

curl -fsS -X PUT "$ES/_cluster/settings?flat_settings" -H "Authorization: ApiKey $ADMIN_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"persistent": {"cluster.remote.east.proxy_address": "my-remote-a1b2c3.es.eu-west-1.aws.elastic-cloud.com:9443", "cluster.remote.east.credentials": "{{pair}}"}}'
  #! unsupported-setting error at cluster.remote.east.credentials
  #! wrong-encoding error at {{pair}}
  #! hard-coded-key information at {{pair}}

# settings of other things, and bodies of other calls
curl -fsS -X PUT "$ES/_cluster/settings" -H "Authorization: ApiKey $ADMIN_KEY" --json @settings.json
curl -fsS -X PUT "$ES/logs/_doc/1" -H "Authorization: ApiKey $ADMIN_KEY" \
  --json '{"persistent": {"cluster.remote.east.credentials": "written down in a note"}}'
