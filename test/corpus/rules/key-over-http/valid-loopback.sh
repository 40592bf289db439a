#@ file: dev/smoke.sh
#!/bin/sh
# Nothing leaves the machine.
set -eu
: "${ES_API_KEY:?}"

curl -fsS -H "Authorization: ApiKey $ES_API_KEY" http://localhost:9200/_cluster/health
curl -fsS -H "Authorization: ApiKey $ES_API_KEY" http://127.0.0.1:9200/_cat/nodes
curl -fsS -H "Authorization: ApiKey $ES_API_KEY" "http://[::1]:9200/_cat/indices"
curl -fsS -H "kbn-xsrf: true" -H "Authorization: ApiKey $ES_API_KEY" http://localhost:5601/api/status

wget -qO- --header="Authorization: ApiKey $ES_API_KEY" http://127.0.0.1:9200/_cat/count
http --check-status GET http://localhost:9200/_cat/shards "Authorization:ApiKey $ES_API_KEY"

echo "all well"
