#!/bin/sh
# its Kibana has an id of its own
curl -fsS -H "Authorization: ApiKey {{encoded}}" https://fedcba9876543210fedcba9876543210.us-central1.gcp.cloud.es.io/api/status -o /srv/status.json
#! hard-coded-key information at {{encoded}}
