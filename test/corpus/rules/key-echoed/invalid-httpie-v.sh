#@ file: bin/ask.sh
#!/bin/sh
# Shows the request, too
set -eu
base="https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com"
index="${1:?index}"

echo "asking for $index" >&2

http -v --check-status GET "$base/$index/_count" "Authorization:ApiKey $ES_API_KEY"
#! key-echoed information at -v
http --verbose GET "$base/$index/_mapping" "Authorization:ApiKey $ES_API_KEY"
#! key-echoed information at --verbose
http --check-status GET "$base/$index/_settings" "Authorization:ApiKey $ES_API_KEY"
