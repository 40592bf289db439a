#!/bin/sh
# Dashboards of the observability project
set -eu
. /etc/elastic/project.env
curl -fsS -X POST -H "kbn-xsrf: true" -H "Content-Type: application/json" -H "Authorization: ApiKey $PROJECT_KEY" "https://obs-prod-b7c2f1.kb.eu-west-1.aws.elastic.cloud/api/saved_objects/_export" -d '{"type":["dashboard"]}' -o /srv/dashboards.ndjson
#! key-in-two-deployments warning at $PROJECT_KEY
