#@ file: bin/projects.sh
#!/bin/sh
# Lists projects of the organization, then asks one of them
set -eu
. /etc/elastic/cloud.env
dir="${1:-/srv/projects}"
mkdir -p "$dir"
umask 027

http --ignore-stdin --output "$dir/all.json" GET https://api.elastic-cloud.com/api/v1/serverless/projects/elasticsearch \
  "Authorization: ApiKey $EC_API_KEY" Accept:application/json
  #? httpie form=reference target=elastic-cloud/cloud-serverless at $EC_API_KEY

xh --ignore-stdin --output "$dir/health.json" get https://my-project-alias-df6c6d.es.us-east-1.aws.elastic.cloud/_cat/indices "Authorization:ApiKey $PROJECT_KEY"
#? httpie form=reference target=serverless/elasticsearch verdict=unknown at $PROJECT_KEY

echo "wrote $(ls "$dir" | wc -l) files"
jq -r ".items[].name" "$dir/all.json"
exit 0
