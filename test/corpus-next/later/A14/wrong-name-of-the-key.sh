#@ file: ops/exporter.sh
#!/bin/bash
# Starts the exporter on the monitoring host. The key is called api-key-prometheus in Kibana.
set -euo pipefail

export ES_API_KEY=api-key-prometheus
#!a unrecognized-key warning at api-key-prometheus
#~ hard-coded-key information at api-key-prometheus
LOG=/var/log/elasticsearch_exporter.log
LISTEN=:9114

mkdir -p "$(dirname "$LOG")"

exec /usr/local/bin/elasticsearch_exporter \
#!a unrecognized-key warning at elasticsearch_exporter
  --es.uri=https://es01.corp.example:9200 \
  --es.all \
  --es.indices \
  --web.listen-address="$LISTEN" \
  >>"$LOG" 2>&1
