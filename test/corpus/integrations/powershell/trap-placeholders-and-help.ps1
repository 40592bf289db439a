#@ file: samples/Search.ps1
<#
.SYNOPSIS
  Searches an index.
.EXAMPLE
  .\Search.ps1 -Index logs
  needs a header such as Authorization: ApiKey <your key>
#>
param([string]$Index = 'logs', [string]$Query = '*')

# Invoke-RestMethod -Uri https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com -Headers @{ Authorization = 'Bearer {{encoded}}' }
$Url  = 'https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443'
$body = @{ query = @{ query_string = @{ query = $Query } } } | ConvertTo-Json -Depth 5

Invoke-RestMethod -Method Post -Uri "$Url/$Index/_search" `
    -ContentType 'application/json' -Body $body `
    -Headers @{ Authorization = 'ApiKey <your-api-key>' }

# from the secret store of the user: what it holds is not known here
$key = Get-Secret -Name es-search -AsPlainText
Invoke-RestMethod -Uri "$Url/_cluster/health" -Headers @{ Authorization = "ApiKey $key" }
