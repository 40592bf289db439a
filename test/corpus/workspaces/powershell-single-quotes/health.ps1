Invoke-RestMethod -Uri "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health" -Headers @{ Authorization = 'ApiKey $env:ES_API_KEY' }
#! unexpanded-variable error at $env:ES_API_KEY
curl.exe -fsS -H 'Authorization: ApiKey $env:ES_API_KEY' https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/indices
#! unexpanded-variable error at $env:ES_API_KEY
