#!/bin/bash
send() {
  curl -fsS -X "$3" -H "Authorization: ApiKey $1" "$2/_bulk"
#? curl form=encoded state=value id={{id}} origin=send.sh#$1 target=ech/elasticsearch at $1
}
send {{encoded}} https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com POST
#! hard-coded-key information at {{encoded}}
