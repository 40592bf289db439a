#@ file: bin/add-remotes.sh
#!/bin/sh
# Keys of other doors
set -eu
export ES_PATH_CONF=/etc/elasticsearch
cd /usr/share/elasticsearch

# of the organization
echo "{{essu}}" | bin/elasticsearch-keystore add --stdin cluster.remote.hosted.credentials
#! wrong-key-type error at {{essu}}
#! hard-coded-key information at {{essu}}
#? elasticsearch-remote-cluster kind=elastic-cloud-api-key form=essu target=unknown/remote-cluster verdict=mismatch at {{essu}}

# of the platform
echo "{{ece}}" | bin/elasticsearch-keystore add --stdin cluster.remote.onprem.credentials
#! wrong-key-type error at {{ece}}
#! hard-coded-key information at {{ece}}
#? elasticsearch-remote-cluster kind=ece-api-key form=ece target=unknown/remote-cluster verdict=mismatch at {{ece}}

# of a service account
echo "{{service-token}}" | bin/elasticsearch-keystore add --stdin cluster.remote.lab.credentials
#! not-an-api-key error at {{service-token}}
#~ hard-coded-key information at {{service-token}}
#? elasticsearch-remote-cluster kind=service-account-token form=other target=unknown/remote-cluster at {{service-token}}

bin/elasticsearch-keystore list
