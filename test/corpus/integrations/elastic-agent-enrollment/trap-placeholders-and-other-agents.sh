#@ file: docs/enroll.sh
#!/bin/sh
# Handed to new colleagues; fill in what Kibana shows under Fleet, Enrollment tokens
set -eu
usage() {
  echo "usage: $0 [linux|deb]" >&2
  exit 2
}
[ $# -eq 1 ] || usage

sudo elastic-agent enroll --url=https://fleet.corp.example:8220 --enrollment-token=YOUR_ENROLLMENT_TOKEN
# elastic-agent enroll --url=http://fleet.corp.example:8220 --enrollment-token={{pair}}

# agents of other houses
sudo /opt/vendor/agent enroll --url https://agents.vendor.example --enrollment-token va-51cc-02d8-9f7e
nessusagent link --key=4ac1-99d0-b7e3 --host=scan.corp.example --port=8834

elastic-agent inspect
elastic-agent logs -n 20
elastic-agent uninstall --force || true
