#!/bin/sh
set -eu
. ./.env
cat > /etc/filebeat/filebeat.yml <<EOF
filebeat.inputs:
  - type: filestream
    id: app
    paths: [/srv/app/*.log]
output.elasticsearch:
  hosts: ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"]
  api_key: "$K"
  #? filebeat kind=elasticsearch-api-key form=pair target=ech/elasticsearch verdict=fits id={{id}} origin=.env#K at $K
EOF
systemctl restart filebeat
