$EsUrl = "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com"
curl.exe -fsS -H "Authorization: ApiKey $env:ES_API_KEY" "$EsUrl/_cat/indices"
#? curl form=reference target=ech/elasticsearch at $env:ES_API_KEY
# in Windows PowerShell `curl` is Invoke-WebRequest
