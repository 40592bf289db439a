#@ file: build/Export-Dashboards.ps1
<#
  Saves the dashboards of the space "shop" beside the sources.
  The pipeline gives the key in KIBANA_API_KEY.
#>
$ErrorActionPreference = 'Stop'
$Kibana  = 'https://my-deployment-d53192.kb.us-east-1.aws.elastic-cloud.com'
$headers = @{
    'Authorization' = "ApiKey $($env:KIBANA_API_KEY)"
    'kbn-xsrf'      = 'true'
    'Content-Type'  = 'application/json'
}
$body = @{ type = @('dashboard'); includeReferencesDeep = $true } | ConvertTo-Json

Invoke-WebRequest -Method Post `
    -Uri "$Kibana/s/shop/api/saved_objects/_export" `
    -Headers $headers `
    -Body $body `
    -OutFile (Join-Path $PSScriptRoot 'dashboards.ndjson')
Write-Output 'done'
