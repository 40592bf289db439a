#!/bin/sh
http get "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/health" "Authorization:ApiKey $ES_API_KEY"
#? httpie target=ech/elasticsearch state=unset at $ES_API_KEY
xh put https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/logs "Authorization:ApiKey $ES_API_KEY"
#? httpie target=ech/elasticsearch state=unset at $ES_API_KEY
http get localhost:9200 "Authorization:ApiKey $ES_API_KEY"
#? httpie host=localhost state=unset at $ES_API_KEY
