#!/bin/bash
send() {
  curl -fsS -H "Authorization: ApiKey $1" "$2/_bulk"
#! wrong-encoding error at $1
#! key-in-two-deployments warning at $1
#? curl form=pair id={{id}} target=ech/elasticsearch at $1
#? curl form=pair id={{id}} target=serverless/elasticsearch at $1
}
send {{pair}} https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com
#! hard-coded-key information at {{pair}}
send {{pair}} https://my-project-alias-df6c6d.es.us-east-1.aws.elastic.cloud
#! hard-coded-key information at {{pair}}
