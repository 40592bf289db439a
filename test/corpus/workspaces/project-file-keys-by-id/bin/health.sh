#!/bin/sh
set -eu
. /etc/elastic/es.env
curl -fsS -H "Authorization: ApiKey $REMOTE_KEY" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health
#! wrong-key-type error at $REMOTE_KEY
#? curl kind=cross-cluster-api-key form=encoded target=ech/elasticsearch verdict=mismatch id={{id}} at $REMOTE_KEY
curl -fsS -H "Authorization: ApiKey $LOGS_KEY" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health
#? curl kind=elasticsearch-api-key form=encoded target=ech/elasticsearch verdict=fits id={{id2}} at $LOGS_KEY
