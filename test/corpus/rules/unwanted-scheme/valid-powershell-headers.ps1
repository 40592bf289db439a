#@ file: ops/Get-Health.ps1
#@ line-ends: crlf
# Health of both clusters, as one table
$ErrorActionPreference = "Stop"

$clusters = @(
    "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com"
    "https://es01.corp.example:9200"
)

$headers = @{ Authorization = "ApiKey $env:ES_API_KEY" }
$first = Invoke-RestMethod -Headers $headers -Uri "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health"

Write-Output "$($clusters.Count) clusters, the first one is $($first.status)"
