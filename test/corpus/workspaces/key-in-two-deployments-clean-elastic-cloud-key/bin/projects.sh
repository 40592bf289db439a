#!/bin/sh
set -eu
. /etc/elastic/cloud.env
curl -fsS -H "Authorization: ApiKey $EC_API_KEY" https://api.elastic-cloud.com/api/v1/serverless/projects/elasticsearch -o /srv/projects.json
