Invoke-RestMethod -Uri "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/indices" -Headers @{ Authorization = "ApiKey $env:ES_API_KEY" }
#! wrong-encoding error at $env:ES_API_KEY
#? powershell form=pair state=value id={{id}} at $env:ES_API_KEY
