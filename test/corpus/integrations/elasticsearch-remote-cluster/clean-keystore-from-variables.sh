#@ file: bin/add-remotes.sh
#!/usr/bin/env bash
# Puts the keys of the remote clusters into this node's keystore.
set -euo pipefail
cd /usr/share/elasticsearch
: "${EAST_KEY:?}" "${NORTH_KEY:?}" "${SOUTH_KEY:?}"

# the newline that echo adds is not read: the tool takes one line
echo "$EAST_KEY" | bin/elasticsearch-keystore add --stdin --force cluster.remote.east.credentials
#? elasticsearch-remote-cluster form=reference target=unknown/remote-cluster verdict=unknown at $EAST_KEY

printf '%s' "$NORTH_KEY" | bin/elasticsearch-keystore add -x -f cluster.remote.north.credentials
#? elasticsearch-remote-cluster form=reference target=unknown/remote-cluster verdict=unknown at $NORTH_KEY

bin/elasticsearch-keystore add -xf cluster.remote.south.credentials <<< "$SOUTH_KEY"
#? elasticsearch-remote-cluster form=reference target=unknown/remote-cluster verdict=unknown at $SOUTH_KEY

# asks for the value
bin/elasticsearch-keystore add cluster.remote.lab.credentials
bin/elasticsearch-keystore list | grep '^cluster.remote.'
