#!/bin/bash
both() {
  curl -fsS -H "Authorization: ApiKey $1" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_bulk
#! wrong-encoding error at $1
#? curl form=pair state=value id={{id}} origin=twice.sh#$1 target=ech/elasticsearch at $1
  filebeat -E output.elasticsearch.api_key="$1" -e
}
both {{pair}}
#! hard-coded-key information at {{pair}}
