#!/usr/bin/env -S bash -eu -o pipefail
curl -fsS -H "Authorization: ApiKey $ES_API_KEY" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/health
