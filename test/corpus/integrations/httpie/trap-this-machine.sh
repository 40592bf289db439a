#@ file: dev/smoke.sh
#!/bin/sh
# Nothing leaves this machine, so clear text is fine.
set -eu
: "${ES_API_KEY:?}"
cd "$(dirname "$0")"

http --ignore-stdin GET http://localhost:9200/_cluster/health "Authorization:ApiKey $ES_API_KEY"
#? httpie form=reference target=self-managed/elasticsearch verdict=unknown at $ES_API_KEY
http --ignore-stdin GET http://127.0.0.1:9200/_cat/nodes Authorization:"ApiKey $ES_API_KEY"
#? httpie form=reference target=self-managed/elasticsearch verdict=unknown at $ES_API_KEY

# a sample to copy from
http --ignore-stdin GET https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/ "Authorization:ApiKey <your-api-key>"
#? httpie form=placeholder target=ech/elasticsearch verdict=unknown at <your-api-key>

http --ignore-stdin GET http://wiki.corp.example/status
http --ignore-stdin --download https://artifacts.elastic.co/GPG-KEY-elasticsearch
echo "all well"
exit 0
