#!/bin/sh
# outside of jobs/ the name says nothing
set -eu
curl -fsS -H "Authorization: ApiKey $NIGHTLY_KEY" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/indices
