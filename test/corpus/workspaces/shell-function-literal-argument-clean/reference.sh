#!/bin/bash
export ES_API_KEY={{encoded2}}
#! hard-coded-key information at {{encoded2}}
send() {
  curl -fsS -H "Authorization: ApiKey $1" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_bulk
#? curl form=encoded state=value id={{id2}} origin=reference.sh#ES_API_KEY at $1
}
send "$ES_API_KEY"
