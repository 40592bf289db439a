#!/bin/sh
set -eu
curl -fsS -H "Authorization: ApiKey $NIGHTLY_KEY" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/indices
#! wrong-key-type error at $NIGHTLY_KEY
curl -fsS -H "Authorization: ApiKey $NIGHTLY_KEY" https://api.elastic-cloud.com/api/v1/deployments
