#!/bin/bash
both() {
  echo "output.elasticsearch.api_key: $1" >> filebeat.yml
  curl -fsS -H "Authorization: ApiKey $1" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_bulk
  #@ fix: wrong-encoding
}
both {{pair}}
