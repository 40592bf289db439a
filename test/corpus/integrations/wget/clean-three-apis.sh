#@ file: bin/inventory.sh
#!/bin/bash
# What there is: deployments, spaces, templates
set -euo pipefail
. /etc/elastic/inventory.env
dir=/srv/inventory
mkdir -p "$dir"
umask 027

wget --quiet --output-document="$dir/deployments.json" \
  --header "Authorization: ApiKey ${EC_API_KEY}" https://api.elastic-cloud.com/api/v1/deployments
  #? wget form=reference target=elastic-cloud/cloud at ${EC_API_KEY}
wget --quiet --output-document="$dir/spaces.json" \
  --header "kbn-xsrf: true" --header "Authorization: ApiKey ${KB_KEY}" \
  #? wget form=reference target=ech/kibana verdict=unknown at ${KB_KEY}
  https://my-deployment-d53192.kb.us-east-1.aws.elastic-cloud.com/api/spaces/space
wget --quiet --output-document="$dir/templates.json" \
  --header "authorization: ApiKey ${ES_KEY}" https://hulk-es-http.default.svc:9200/_index_template
  #? wget form=reference target=eck/elasticsearch verdict=unknown at ${ES_KEY}
jq length "$dir"/*.json
ls -l "$dir"
