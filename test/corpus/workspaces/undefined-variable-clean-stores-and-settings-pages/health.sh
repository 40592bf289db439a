#!/bin/bash
set -euo pipefail
KEY=$(vault kv get -field=key secret/es)
curl -fsS -H "Authorization: ApiKey $KEY" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/health
