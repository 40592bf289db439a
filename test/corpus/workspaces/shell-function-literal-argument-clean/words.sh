#!/bin/bash
es() {
  curl -fsS -H "$1" -H "Authorization: ApiKey $ES_API_KEY" "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/$2"
#? curl state=unset target=ech/elasticsearch at $ES_API_KEY
}
es "Content-Type: application/x-ndjson" _bulk
