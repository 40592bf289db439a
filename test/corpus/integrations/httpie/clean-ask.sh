#@ file: bin/ask.sh
#!/bin/bash
# Searches the logs: bin/ask.sh WORDS
set -euo pipefail
: "${ES_API_KEY:?not set}"
words="$*"
umask 077
base=https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com

http --check-status --ignore-stdin POST "$base/logs/_search" \
  Authorization:"ApiKey $ES_API_KEY" \
  #? httpie form=reference target=ech/elasticsearch verdict=unknown at $ES_API_KEY
  size:=20 query[simple_query_string][query]="$words" \
  | jq -r '.hits.hits[]._source.message'

https --ignore-stdin my-deployment-d53192.kb.us-east-1.aws.elastic-cloud.com/api/status "Authorization:ApiKey ${KB_KEY}" kbn-xsrf:true
#? httpie form=reference target=ech/kibana verdict=unknown at ${KB_KEY}
echo "asked for: $words" >&2
exit 0
