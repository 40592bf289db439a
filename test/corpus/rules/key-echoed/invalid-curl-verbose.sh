#@ file: bin/snapshot.sh
#!/bin/bash
# Takes the nightly snapshot
set -euo pipefail
: "${ES_API_KEY:?}"
name="nightly-$(date +%Y.%m.%d)"
log=/var/log/snapshot.log

echo "$(date -Is) $name" >> "$log"

curl --fail --verbose \
  #! key-echoed information at --verbose
  --request PUT \
  --header "Authorization: ApiKey $ES_API_KEY" \
  "https://es.logs.corp.example:9200/_snapshot/s3/$name" 2>> "$log"
