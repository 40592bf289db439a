#!/bin/sh
export ES_API_KEY={{pair}}
#! hard-coded-key information at {{pair}}
su - elastic -c ./jobs/report.sh
su -l elastic -c "./jobs/snapshot.sh --all"
runuser -l elastic -c './jobs/rollover.sh > /dev/null'
su elastic -c ./jobs/health.sh
runuser -u elastic -- ./jobs/count.sh
su - elastic -c 'curl -fsS -H "Authorization: ApiKey $ES_API_KEY" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/nodes'
#? curl form=reference state=unknown at $ES_API_KEY
