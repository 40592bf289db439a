#!/bin/bash
send() {
  curl -fsS -H "Authorization: ApiKey $1" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_bulk
#! wrong-encoding error at $1
#? curl form=pair state=value id={{id}} origin=send.sh#$1 at $1
#? curl form=encoded state=value id={{id2}} origin=send.sh#$1 at $1
}
send {{pair}}
#! hard-coded-key information at {{pair}}
send {{encoded2}}
#! hard-coded-key information at {{encoded2}}
