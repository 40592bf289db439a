#!/bin/sh
set -eu
. /etc/elastic/cloud.env
curl -fsS -H "Authorization: ApiKey $EC_API_KEY" https://obs-prod-b7c2f1.es.eu-west-1.aws.elastic.cloud/_cat/indices
#! key-needs-api-access information at $EC_API_KEY
