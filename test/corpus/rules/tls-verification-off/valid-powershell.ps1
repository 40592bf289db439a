#@ file: ops/Get-Health.ps1
# The switch is given and says no; the other call sends no key.
$ErrorActionPreference = "Stop"
$headers = @{ Authorization = "ApiKey $env:ES_API_KEY" }

$health = Invoke-RestMethod -Method Get -SkipCertificateCheck:$false -Headers $headers -Uri "https://es.logs.corp.example:9200/_cluster/health"
$switch = Invoke-RestMethod -Method Get -SkipCertificateCheck -Uri "https://switch.corp.example/ports"

[pscustomobject]@{
    Cluster = $health.status
    Ports   = $switch.Count
    Checked = Get-Date -Format "s"
} | Export-Csv -NoTypeInformation -Append -Path "C:\Reports\health.csv"
