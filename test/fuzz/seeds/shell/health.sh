#!/usr/bin/env bash
set -euo pipefail
# The key of the shipping cluster
ES_API_KEY="{{pair}}" # local only
export ES_URL=https://localhost:9200
curl -k -H "Authorization: ApiKey $(echo -n "$ES_API_KEY" | base64 -w0)" \
     "$ES_URL/_cluster/health?pretty" | jq -r '.status' > "/tmp/x-$$"
