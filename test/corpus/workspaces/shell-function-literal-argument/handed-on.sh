#!/bin/bash
send() {
  curl -fsS -H "Authorization: ApiKey $1" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_bulk
#! wrong-encoding error at $1
#? curl form=pair state=value id={{id}} origin=handed-on.sh#$2 target=ech/elasticsearch at $1
}
retry() {
  send "$2"
}
retry 3 {{pair}}
#! hard-coded-key information at {{pair}}
