# Windows PowerShell, with the scheme of another token.
$headers = @{
    Authorization = "Bearer {{es-encoded}}"
    Accept        = "application/json"
}
$answer = Invoke-RestMethod -Headers $headers -Uri "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/indices"

# As it should be.
$headers = @{ Authorization = "ApiKey $env:ES_API_KEY" }
$answer = Invoke-RestMethod -Headers $headers -Uri "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/indices"
