#@ file: ops/Get-Indices.ps1
# Writes the list of indices for the weekly report
param([string]$Path = "C:\Reports\indices.csv")

$ErrorActionPreference = "Stop"
$headers = @{
    Authorization = "ApiKey $env:ES_API_KEY"
    Accept        = "application/json"
}

$answer = Invoke-RestMethod -Method Get -SkipCertificateCheck -Headers $headers -Uri "https://es.logs.corp.example:9200/_cat/indices?format=json"
#! tls-verification-off information at -SkipCertificateCheck
$answer |
    Select-Object index, health |
    Export-Csv -NoTypeInformation -Path $Path
