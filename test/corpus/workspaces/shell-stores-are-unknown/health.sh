#!/bin/bash
K1=$(vault kv get -field=key secret/es)
K2=$(aws ssm get-parameter --with-decryption --name /es/key --query Parameter.Value --output text)
read -rs K3
curl -fsS -H "Authorization: ApiKey $K1" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health
#? curl target=ech/elasticsearch state=unknown at $K1
curl -fsS -H "Authorization: ApiKey $K2" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health
#? curl target=ech/elasticsearch state=unknown at $K2
curl -fsS -H "Authorization: ApiKey $K3" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health
#? curl target=ech/elasticsearch state=unknown at $K3
