#@ file: bin/rollover.sh
#!/bin/bash
# Tracing is off for the first call and on again for the second one.
set -x
mkdir -p /var/tmp/rollover
date -Is > /var/tmp/rollover/last
set +x

base="https://es.logs.corp.example:9200"
curl -fsS -H "Authorization: ApiKey $ES_API_KEY" "$base/logs/_count"

set -x
#! key-echoed information at set -x
curl -fsS -X POST -H "Authorization: ApiKey $ES_API_KEY" "$base/logs/_rollover"
set +x
