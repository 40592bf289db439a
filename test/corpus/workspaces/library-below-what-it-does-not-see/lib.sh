curl -fsS -H "Authorization: ApiKey $ES_KEY" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/health
#? curl state=unset at $ES_KEY
