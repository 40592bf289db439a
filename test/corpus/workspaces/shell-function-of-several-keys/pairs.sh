#!/bin/bash
send() {
  curl -fsS -H "Authorization: ApiKey $1" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/$2/_bulk
#! wrong-encoding error at $1
#? curl form=pair id={{id}} at $1
#? curl form=pair id={{id3}} at $1
}
send {{pair}} logs
#! hard-coded-key information at {{pair}}
send {{pair3}} metrics
#! hard-coded-key information at {{pair3}}
