#!/bin/sh
# quoted on purpose: filebeat reads the variable itself
cat > /etc/filebeat/filebeat.yml <<'EOF'
filebeat.inputs:
  - type: filestream
    id: app
    paths: [/srv/app/*.log]
output.elasticsearch:
  hosts: ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"]
  api_key: "${ES_API_KEY}"
EOF
