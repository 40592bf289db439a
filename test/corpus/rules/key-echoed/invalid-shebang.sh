#!/bin/bash -eux
#! key-echoed information at -eux
curl -fsS -X DELETE -H "Authorization: ApiKey $ES_API_KEY" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/logs-old
