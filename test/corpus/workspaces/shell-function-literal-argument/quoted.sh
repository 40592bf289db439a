#!/bin/bash
send() {
  local key="${1}" url=$2
  curl -fsS -H "Authorization: ApiKey $key" "$url/_bulk"
#! wrong-encoding error at $key
#? curl form=pair state=value id={{id}} origin=quoted.sh#key,quoted.sh#$1 target=ech/elasticsearch at $key
}
send '{{pair}}' "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com"
#! hard-coded-key information at {{pair}}
