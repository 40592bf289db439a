#@ file: ops/Get-IndexSize.ps1
#Requires -Version 7.2
<#
.SYNOPSIS
  Sizes of the indices, for the weekly report.
#>
[CmdletBinding()]
param(
    [string]$Pattern = 'logs-*',
    [string]$OutFile = 'C:\Reports\index-size.csv'
)
$ErrorActionPreference = 'Stop'

$request = @{
    Method  = 'Get'
    Uri     = "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443/_cat/indices/$($Pattern)?format=json&bytes=mb"
    Headers = @{ Authorization = "ApiKey $env:REPORT_API_KEY" }
    #? powershell form=reference target=ech/elasticsearch verdict=unknown at $env:REPORT_API_KEY
    TimeoutSec = 30
}
$rows = Invoke-RestMethod @request
$rows | Select-Object index, 'docs.count', 'store.size' |
    Export-Csv -Path $OutFile -NoTypeInformation
Write-Host "wrote $($rows.Count) rows"
