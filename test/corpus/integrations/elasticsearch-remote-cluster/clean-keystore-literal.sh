#@ file: provision/lab.sh
#!/bin/bash
# Lab only: the three clusters are thrown away every night.
set -eu
ES_HOME=/opt/elasticsearch
export ES_PATH_CONF=/etc/elasticsearch

"$ES_HOME/bin/elasticsearch-keystore" list >/dev/null

echo "{{encoded}}" | "$ES_HOME/bin/elasticsearch-keystore" add --stdin cluster.remote.east.credentials
#! hard-coded-key information at {{encoded}}
#? elasticsearch-remote-cluster kind=cross-cluster-api-key form=encoded target=unknown/remote-cluster verdict=fits at {{encoded}}
printf '%s\n' '{{encoded2}}' | sudo -u elasticsearch "$ES_HOME/bin/elasticsearch-keystore" add -x cluster.remote.north.credentials
#! hard-coded-key information at {{encoded2}}
#? elasticsearch-remote-cluster kind=cross-cluster-api-key form=encoded target=unknown/remote-cluster verdict=fits at {{encoded2}}
"$ES_HOME/bin/elasticsearch-keystore" add --stdin cluster.remote.south.credentials <<< {{encoded3}}
#! hard-coded-key information at {{encoded3}}
#? elasticsearch-remote-cluster kind=cross-cluster-api-key form=encoded target=unknown/remote-cluster verdict=fits at {{encoded3}}

systemctl restart elasticsearch
until systemctl is-active --quiet elasticsearch; do sleep 2; done
echo "remotes: east north south"
