#!/bin/bash
es() {
  curl -fsS -H "$1" "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/$2"
#! wrong-encoding error at $1
#? curl form=pair state=value id={{id}} origin=header.sh#$1 target=ech/elasticsearch at $1
}
es "Authorization: ApiKey {{pair}}" _cat/health
#! hard-coded-key information at {{pair}}
