#!/bin/bash
A={{encoded}}
#! hard-coded-key information at {{encoded}}
B={{encoded2}}
#! hard-coded-key information at {{encoded2}}
send() {
  curl -fsS -H "Authorization: ApiKey $1" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_bulk
#? curl form=encoded id={{id}} origin=names.sh#A at $1
#? curl form=encoded id={{id2}} origin=names.sh#B at $1
}
send "$A"
send "$B"
