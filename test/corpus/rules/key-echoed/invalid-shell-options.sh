#!/bin/sh
bash -x -c 'curl -fsS -H "Authorization: ApiKey $ES_API_KEY" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/health'
#! key-echoed information at -x
timeout 60 bash -euxo pipefail -c "curl -fsS -H 'Authorization: ApiKey $ES_API_KEY' https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/nodes | sort"
#! key-echoed information at -euxo
sudo -u elastic sh -e -o xtrace -c 'curl -fsS -H "Authorization: ApiKey $ES_API_KEY" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/shards'
#! key-echoed information at -o
bash -x <<'EOF'
#! key-echoed information at -x
curl -fsS -H "Authorization: ApiKey $ES_API_KEY" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/indices
EOF
