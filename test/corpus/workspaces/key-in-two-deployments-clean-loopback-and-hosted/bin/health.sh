#!/bin/sh
# through the tunnel that this machine holds open
set -eu
. /etc/elastic/es.env
curl -fsS -H "Authorization: ApiKey $ES_API_KEY" http://localhost:9200/_cluster/health
curl -fsS -H "Authorization: ApiKey $ES_API_KEY" http://127.0.0.1:9201/_cat/nodes
