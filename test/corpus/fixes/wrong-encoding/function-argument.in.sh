#!/bin/bash
send() {
  curl -fsS -H "Authorization: ApiKey $1" "$2/_bulk"
  #@ fix: wrong-encoding
}
send '{{pair}}' https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com
