#@ file: bin/start-shop.sh
#@ uses: none
#!/bin/bash
# Three agents were tried; only the last one is Elastic's, and it has a secret token.
set -euo pipefail
cd /opt/shop

case "${AGENT:-none}" in
  newrelic)
    opts="-javaagent:/opt/newrelic.jar -Dnewrelic.config.license_key=$NEW_RELIC_LICENSE_KEY" ;;
  datadog)
    opts="-javaagent:/opt/dd-java-agent.jar -Ddd.service=shop -Ddd.api-key=$DD_API_KEY" ;;
  elastic)
    opts="-javaagent:/opt/elastic-apm-agent.jar -Delastic.apm.server_url=https://apm.corp.example:8200 -Delastic.apm.secret_token=$ELASTIC_APM_SECRET_TOKEN" ;;
  *)
    opts="" ;;
esac

exec java $opts -Dstripe.api_key="$STRIPE_API_KEY" -jar shop.jar
