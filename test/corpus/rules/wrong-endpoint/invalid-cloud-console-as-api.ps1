#@ file: tools/Get-Deployments.ps1
#@ line-ends: crlf
# Writes a table of deployments for the weekly report
param(
    [string] $Path = "C:\Reports\deployments.csv"
)

$ErrorActionPreference = "Stop"
$headers = @{
    Authorization = "ApiKey $env:EC_API_KEY"
    Accept        = "application/json"
}

$answer = Invoke-RestMethod -Method Get -Headers $headers -Uri "https://cloud.elastic.co/api/v1/deployments"
#! wrong-endpoint error at https://cloud.elastic.co/api/v1/deployments
$answer.deployments |
    Select-Object id, name |
    Export-Csv -NoTypeInformation -Path $Path
