#@ file: bin/start-orders.sh
#!/bin/bash
# Starts the order service with the agent. APM_KEY comes from the deployment tool.
set -euo pipefail
: "${APM_KEY:?not set}"

app_home=/opt/orders
heap="${HEAP:-1g}"

cd "$app_home"
exec java \
  -Xmx"$heap" \
  -javaagent:"$app_home/elastic-apm-agent.jar" \
  -Delastic.apm.service_name=orders \
  -Delastic.apm.server_url=https://my-deployment-d53192.apm.us-east-1.aws.elastic-cloud.com:443 \
  -Delastic.apm.api_key="$APM_KEY" \
  #? elastic-apm-agent-java form=reference target=ech/apm verdict=unknown at $APM_KEY
  -Delastic.apm.application_packages=example.acme \
  -jar orders.jar --server.port=8080
