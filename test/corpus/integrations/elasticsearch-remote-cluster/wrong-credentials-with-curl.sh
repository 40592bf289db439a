#@ file: bin/connect-east.sh
#!/bin/bash
# The settings API refuses secure settings.
set -euo pipefail
ES=https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com

curl -fsS -X PUT "$ES/_cluster/settings" \
  -H "Authorization: ApiKey $ADMIN_KEY" \
  -H 'Content-Type: application/json' -d @- <<'JSON'
{
  "persistent": {
    "cluster": {
      "remote": {
        "east": {
          "mode": "proxy",
          "proxy_address": "es-east.corp.example:9443",
          "credentials": "{{encoded}}"
          #! unsupported-setting error at credentials
          #! hard-coded-key information at {{encoded}}
        }
      }
    }
  }
}
JSON
