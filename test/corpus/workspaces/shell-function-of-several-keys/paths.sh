#!/bin/bash
es() {
  curl -fsS -X "$1" -H "Authorization: ApiKey $ES_API_KEY" "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/$2"
#? curl state=unset target=ech/elasticsearch at $ES_API_KEY
}
es GET _cat/health
es POST logs-nginx.access-default/_rollover
es DELETE old
