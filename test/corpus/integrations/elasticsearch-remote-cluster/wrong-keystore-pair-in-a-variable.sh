#@ file: bin/add-east.sh
#!/bin/bash
# Reads the answer of the create call that somebody saved by hand.
set -euo pipefail
export ES_PATH_CONF=/etc/elasticsearch
cd /usr/share/elasticsearch
EAST_KEY='{{pair}}'
#! hard-coded-key information at {{pair}}
NORTH_KEY="ApiKey {{encoded2}}"
#! hard-coded-key information at {{encoded2}}

if bin/elasticsearch-keystore list | grep -q cluster.remote.east; then
  echo "already there"
  exit 0
fi
echo "$EAST_KEY" | bin/elasticsearch-keystore add --stdin cluster.remote.east.credentials
#! wrong-encoding error at $EAST_KEY
echo "$NORTH_KEY" | bin/elasticsearch-keystore add --stdin cluster.remote.north.credentials
#! unwanted-scheme error at $NORTH_KEY

systemctl restart elasticsearch
