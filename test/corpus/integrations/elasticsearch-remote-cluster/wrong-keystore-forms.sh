#@ file: bin/add-remotes.sh
#!/bin/bash
# Each of these is taken by the keystore and refused by the remote cluster.
set -euo pipefail
export ES_PATH_CONF=/etc/elasticsearch
cd /usr/share/elasticsearch

# id:api_key, as Beats take it
echo "{{pair}}" | bin/elasticsearch-keystore add --stdin cluster.remote.east.credentials
#! wrong-encoding error at {{pair}}
#! hard-coded-key information at {{pair}}
#? elasticsearch-remote-cluster kind=cross-cluster-api-key form=pair target=unknown/remote-cluster verdict=fits at {{pair}}

# api_key of the answer, without the id
printf '%s' '{{secret}}' | bin/elasticsearch-keystore add -x cluster.remote.north.credentials
#! half-a-key error at {{secret}}
#~ hard-coded-key information at {{secret}}
#? elasticsearch-remote-cluster form=half target=unknown/remote-cluster at {{secret}}

# encoded twice
bin/elasticsearch-keystore add -x cluster.remote.south.credentials <<< "{{double2}}"
#! damaged-key error at {{double2}}
#! hard-coded-key information at {{double2}}
#? elasticsearch-remote-cluster form=damaged target=unknown/remote-cluster at {{double2}}

bin/elasticsearch-keystore list
