#@ file: bin/start.sh
# shellcheck shell=bash
# Which of the two holds depends on the stage; neither replaces the other.
set -euo pipefail
cd "$(dirname "$0")/.."

export ELASTIC_APM_SERVICE_NAME=worker
export ELASTIC_APM_SERVER_URL="https://my-deployment-d53192.apm.us-east-1.aws.elastic-cloud.com:443"
if [ "${STAGE:-dev}" = prod ]; then
  export ELASTIC_APM_API_KEY="$APM_KEY_PROD"
else
  export ELASTIC_APM_API_KEY="$APM_KEY_DEV"
fi

exec java -javaagent:/opt/elastic-apm-agent.jar -jar worker.jar
