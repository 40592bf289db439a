#@ file: bin/cleanup.sh
#!/bin/bash
# Traced up to the point where the key comes in
set -x
mkdir -p /var/tmp/es
cd /var/tmp/es
{ set +x; } 2> /dev/null

curl -fsS -H "Authorization: ApiKey $ES_API_KEY" https://es.logs.corp.example:9200/_cat/indices -o indices.txt

wc -l indices.txt
rm -f old-indices.txt
