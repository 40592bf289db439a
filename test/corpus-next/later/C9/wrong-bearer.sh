#@ file: ops/dump-orders.sh
#!/bin/bash
# "Authentication finally failed"
set -euo pipefail

day=$(date +%F)
target=/srv/backup/orders-$day.ndjson
mkdir -p "$(dirname "$target")"

elasticdump \
  --input=https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443/orders \
  --output="$target" \
  --headers='{"Authorization": "Bearer {{encoded}}"}' \
#! wrong-scheme error at {{encoded}}
#! hard-coded-key information at {{encoded}}
  --type=data \
  --limit=5000

gzip -f "$target"
find /srv/backup -name 'orders-*.gz' -mtime +14 -delete
