#@ file: bin/mcp.sh
#!/bin/bash
# For clients that start a script.
set -euo pipefail
export ES_API_KEY='{{pair}}'
#! hard-coded-key information at {{pair}}

exec docker run -i --rm \
  -e ES_URL=https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com \
  -e ES_API_KEY \
  #! wrong-encoding error at ES_API_KEY
  #? mcp-server-elasticsearch kind=elasticsearch-api-key form=pair target=ech/elasticsearch verdict=fits at ES_API_KEY
  docker.elastic.co/mcp/elasticsearch stdio
