#@ file: scripts/install-agent.sh
#!/usr/bin/env bash
# Installs the agent on a host of the shop and enrolls it
set -euo pipefail
VERSION="${VERSION:-9.2.1}"
ARCH="$(uname -m)"
WORK="$(mktemp -d)"
trap 'rm -rf "$WORK"' EXIT

FLEET_URL="https://my-project-alias-df6c6d.fleet.us-east-1.aws.elastic.cloud:443"

curl -fsSL -o "$WORK/agent.tar.gz" "https://artifacts.elastic.co/downloads/beats/elastic-agent/elastic-agent-${VERSION}-linux-${ARCH}.tar.gz"
tar -xzf "$WORK/agent.tar.gz" -C "$WORK"
cd "$WORK/elastic-agent-${VERSION}-linux-${ARCH}"

# the token comes from the job that calls this
sudo ./elastic-agent install --non-interactive --url="$FLEET_URL" --enrollment-token="${ENROLLMENT_TOKEN:?}" --tag shop
#? elastic-agent form=reference target=serverless/fleet verdict=unknown at ${ENROLLMENT_TOKEN:?}
elastic-agent status
