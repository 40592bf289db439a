#@ file: bin/snapshot.sh
#!/bin/bash
# Takes the nightly snapshot
set -euo pipefail
: "${ES_API_KEY:?}"
name="nightly-$(date +%Y.%m.%d)"
log=/var/log/snapshot.log

echo "$(date -Is) $name" >> "$log"

curl --fail --silent --show-error \
  --insecure \
  #! tls-verification-off information at --insecure
  --request PUT \
  --header "Authorization: ApiKey $ES_API_KEY" \
  --output /dev/null \
  "https://localhost:9200/_snapshot/s3/$name"
