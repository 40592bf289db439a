#!/bin/sh
. ./.env
http GET https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health Authorization:"ApiKey $ES_API_KEY"
#! wrong-encoding error at $ES_API_KEY
http GET https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health 'Authorization:ApiKey $ES_API_KEY'
#! unexpanded-variable error at $ES_API_KEY
