#!/bin/sh
set -eu
. /etc/elastic/es.env
curl -fsS -X POST -H "kbn-xsrf: true" -H "Content-Type: application/json" -H "Authorization: ApiKey $ES_API_KEY" https://my-deployment-d53192.kb.us-east-1.aws.elastic-cloud.com/api/saved_objects/_export -d '{"type":["dashboard"]}' -o /srv/dashboards.ndjson
