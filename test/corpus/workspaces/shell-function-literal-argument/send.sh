#!/bin/bash
send() {
  curl -fsS -H "Authorization: ApiKey $1" "$2/_bulk"
#! wrong-encoding error at $1
#? curl form=pair state=value id={{id}} origin=send.sh#$1 target=ech/elasticsearch at $1
}
send {{pair}} https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com
#! hard-coded-key information at {{pair}}
