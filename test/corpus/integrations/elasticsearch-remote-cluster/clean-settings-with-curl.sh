#@ file: bin/connect-east.sh
#!/bin/bash
# Connects this cluster with the one in the east; removes the old alias.
set -euo pipefail
ES=https://es.west.corp.example:9200

curl -fsS --cacert /etc/elastic/ca.pem -X PUT "$ES/_cluster/settings" \
  -H "Authorization: ApiKey $ADMIN_KEY" \
  #? curl form=reference target=unknown/elasticsearch verdict=unknown at $ADMIN_KEY
  -H 'Content-Type: application/json' -d @- <<JSON
{
  "persistent": {
    "cluster.remote.old-east": { "mode": null, "seeds": null },
    "cluster.remote.east.mode": "proxy",
    "cluster.remote.east.proxy_address": "es-east.corp.example:9443"
  }
}
JSON
