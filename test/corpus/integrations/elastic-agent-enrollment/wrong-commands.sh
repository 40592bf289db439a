#@ file: scripts/enroll.sh
#!/bin/bash
set -euo pipefail
cd "$(dirname "$0")"
: "${FLEET_URL:?where to enroll}"
. /etc/os-release
echo "$ID $VERSION_ID"
# Fleet Server takes enrollment tokens, encoded as Kibana shows them
sudo ./elastic-agent install --url=https://my-deployment-d53192.fleet.us-east-1.aws.elastic-cloud.com:443 --enrollment-token={{encoded}} --non-interactive
#! hard-coded-key information at {{encoded}}
#? elastic-agent kind=fleet-enrollment-token form=encoded target=ech/fleet verdict=fits at {{encoded}}
elastic-agent enroll --insecure --url https://my-deployment-d53192.kb.us-east-1.aws.elastic-cloud.com -t {{pair}}
#! tls-verification-off information at --insecure
#! wrong-endpoint error at https://my-deployment-d53192.kb.us-east-1.aws.elastic-cloud.com
#! wrong-encoding error at {{pair}}
#! hard-coded-key information at {{pair}}
#? elastic-agent kind=fleet-enrollment-token form=pair target=ech/kibana verdict=fits at {{pair}}
elastic-agent enroll -f --url="$FLEET_URL" --enrollment-token="$TOKEN" --tag enroll
#? elastic-agent form=reference target=unknown/fleet verdict=unknown at $TOKEN
elastic-agent install --fleet-server-es=https://es01.corp.example:9200 --fleet-server-service-token={{service-token}} --fleet-server-policy=fleet-server-policy
elastic-agent run -c elastic-agent.yml
elastic-agent status --output json > /var/tmp/agent-status.json
elastic-agent version
journalctl -u elastic-agent -n 20 --no-pager
systemctl is-active elastic-agent
