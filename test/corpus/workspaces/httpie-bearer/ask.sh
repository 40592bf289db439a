#!/bin/sh
. ./.env
http -A bearer -a "$ES_API_KEY" GET https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health
#! wrong-scheme error at $ES_API_KEY
http GET https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health Authorization:"Bearer $ES_API_KEY"
#! wrong-scheme error at $ES_API_KEY
