#!/bin/bash
export ES_API_KEY={{pair}}
#! hard-coded-key information at {{pair}}
ssh backup ./jobs/report.sh
ssh -p 2222 elastic@backup "cd /opt/es && ./jobs/snapshot.sh"
docker exec shipper ./jobs/rollover.sh
docker compose exec -T shipper sh ./jobs/rollover.sh
kubectl exec -n logging shipper-0 -- ./jobs/cleanup.sh
ssh backup 'curl -fsS -H "Authorization: ApiKey $ES_API_KEY" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/nodes'
#? curl form=reference state=unknown at $ES_API_KEY
docker exec shipper sh -c 'curl -fsS -H "Authorization: ApiKey $ES_API_KEY" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/indices'
#? curl form=reference state=unknown at $ES_API_KEY
ssh backup "curl -fsS -H 'Authorization: ApiKey $ES_API_KEY' https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/shards"
#! wrong-encoding error at $ES_API_KEY
#? curl form=pair state=value id={{id}} at $ES_API_KEY
