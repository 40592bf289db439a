#@ file: ops/Clear-OldIndices.ps1
#Requires -Version 5.1
param([int]$KeepDays = 30)
$ErrorActionPreference = 'Stop'
[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12

$before = (Get-Date).AddDays(-$KeepDays).ToString('yyyy.MM.dd')
$old = Invoke-RestMethod -Method Get -Uri "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/indices?format=json" `
    -Headers @{ Authorization = "ApiKey {{pair}}" }
#! wrong-encoding error at {{pair}}
#! hard-coded-key information at {{pair}}
#? powershell kind=elasticsearch-api-key form=pair target=ech/elasticsearch verdict=fits at {{pair}}

foreach ($index in $old | Where-Object { $_.index -lt "logs-$before" }) {
    Write-Host "old: $($index.index)"
}

# the cluster of the lab
Invoke-RestMethod -Uri http://es.lab.corp.example:9200/_cluster/health -Headers @{ Authorization = "ApiKey $env:LAB_API_KEY" }
#! key-over-http warning at http://es.lab.corp.example:9200/_cluster/health
#? powershell form=reference target=unknown/elasticsearch verdict=unknown at $env:LAB_API_KEY
