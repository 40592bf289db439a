$env:ES_API_KEY = '{{encoded}}'
#! hard-coded-key information at {{encoded}}
Invoke-RestMethod -Uri "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health" `
  -Headers @{ Authorization = "ApiKey $env:ES_API_KEY" }
#? powershell kind=elasticsearch-api-key form=encoded target=ech/elasticsearch verdict=fits id={{id}} origin=health.ps1#ES_API_KEY at $env:ES_API_KEY
