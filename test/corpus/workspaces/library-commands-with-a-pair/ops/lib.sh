curl -fsS -H "Authorization: ApiKey $ES_KEY" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/health
#! wrong-encoding error at $ES_KEY
