#@ file: ci/upload-template.sh
#!/bin/sh
# Uploads the index template
set -ex
#! key-echoed information at set -ex

file="templates/logs.json"
test -r "$file"
jq -e .index_patterns "$file" > /dev/null

curl --fail --silent --show-error \
  --request PUT \
  --header "Authorization: ApiKey $ES_API_KEY" \
  --header "Content-Type: application/json" \
  --data "@$file" \
  "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_index_template/logs"
