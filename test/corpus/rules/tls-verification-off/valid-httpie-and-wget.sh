#@ file: bin/ask.sh
#!/bin/sh
# Own authorities instead of no checks
set -eu
ca=/etc/elastic/ca.pem

http --check-status --verify=/etc/elastic/ca.pem GET "https://es.logs.corp.example:9200/_cat/nodes" "Authorization:ApiKey $ES_API_KEY"
http --check-status --verify=yes GET "https://es.logs.corp.example:9200/_cat/indices" "Authorization:ApiKey $ES_API_KEY"

wget -qO- --ca-certificate="$ca" \
  --header="Authorization: ApiKey $ES_API_KEY" \
  "https://es.logs.corp.example:9200/_cat/count"

curl -fsS --cacert "$ca" -H "X-Note: use --insecure never" -H "Authorization: ApiKey $ES_API_KEY" "https://es.logs.corp.example:9200/_cat/health"
