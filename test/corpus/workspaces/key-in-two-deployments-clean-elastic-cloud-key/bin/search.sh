#!/bin/sh
set -eu
. /etc/elastic/cloud.env
curl -fsS -H "Authorization: ApiKey $EC_API_KEY" https://my-project-alias-df6c6d.es.us-east-1.aws.elastic.cloud/_cat/indices
#! key-needs-api-access information at $EC_API_KEY
