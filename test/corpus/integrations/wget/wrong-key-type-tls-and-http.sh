#@ file: bin/nightly.sh
#!/bin/bash
# EC_KEY opens the Cloud API; the next job was written for another one.
set -euo pipefail
EC_KEY="{{essu}}"
#!a hard-coded-key information at {{essu}}
log=/var/log/nightly.log
date -Is >> "$log"
umask 027
mkdir -p /srv

wget -q -O /srv/ec.json --header="Authorization: ApiKey $EC_KEY" https://api.elastic-cloud.com/api/v1/deployments
#!a hard-coded-key information at $EC_KEY

wget -q -O /srv/health.json --header="Authorization: ApiKey {{essu2}}" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health
#! wrong-key-type error at {{essu2}}
#! hard-coded-key information at {{essu2}}

wget -q --no-check-certificate -O /srv/own.json --header="Authorization: ApiKey $OWN_KEY" https://es01.corp.example:9200/_cat/nodes
#! tls-verification-off information at --no-check-certificate
wget -q -O /srv/old.json --header="Authorization: ApiKey $OWN_KEY" http://es02.corp.example:9200/_cat/nodes
#! key-over-http warning at http://es02.corp.example:9200/_cat/nodes
ls -l /srv >> "$log"
date -Is >> "$log"
