#@ file: ops/exporter.sh
#@ also: .keyfit.yml
#@| version: 1
#@| rules: { hard-coded-key: off }
#!/bin/bash
# Starts the exporter on the monitoring host.
set -euo pipefail

export ES_API_KEY={{encoded}}
LOG=/var/log/elasticsearch_exporter.log
LISTEN=:9114

mkdir -p "$(dirname "$LOG")"

exec /usr/local/bin/elasticsearch_exporter \
  --es.uri=https://es01.corp.example:9200 \
  --es.all \
  --es.indices \
  --web.listen-address="$LISTEN" \
  >>"$LOG" 2>&1
