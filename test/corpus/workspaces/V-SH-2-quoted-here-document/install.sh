#!/bin/sh
set -eu
. ./.env
cat > /etc/filebeat/filebeat.yml <<'EOF'
filebeat.inputs:
  - type: filestream
    id: app
    paths: [/srv/app/*.log]
output.elasticsearch:
  hosts: ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"]
  api_key: "$K"
  #! unexpanded-variable error at $K
EOF
systemctl restart filebeat
