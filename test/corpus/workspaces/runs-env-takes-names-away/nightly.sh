#!/bin/sh
export ES_API_KEY={{pair}}
#! hard-coded-key information at {{pair}}
export ES_URL=https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com
env -i PATH="$PATH" ./jobs/report.sh
env -u ES_API_KEY ./jobs/snapshot.sh
env --unset=ES_API_KEY ES_USER=x ./jobs/rollover.sh
env - ./jobs/clean.sh
env -u OTHER ./jobs/health.sh
env ES_USER=x timeout 60 ./jobs/count.sh
