#!/bin/sh
set -e
curl -fsS -H "Authorization: ApiKey $K" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health
#! undefined-variable error|warning|information|hint at $K
