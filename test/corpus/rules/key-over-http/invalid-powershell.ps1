#@ file: ops/Test-Cluster.ps1
#@ line-ends: crlf
# Asks the cluster whether it is well; runs every five minutes from the task scheduler
$ErrorActionPreference = "Stop"
$logFile = "C:\Logs\elastic.log"
$stamp = Get-Date -Format "s"

try {
    $health = Invoke-RestMethod -Method Get -Uri "http://es.logs.corp.example:9200/_cluster/health" -Headers @{ Authorization = "ApiKey $env:ES_API_KEY" }
    #! key-over-http warning at http://es.logs.corp.example:9200/_cluster/health
    Add-Content -Path $logFile -Value "$stamp $($health.status)"
}
catch {
    Add-Content -Path $logFile -Value "$stamp failed: $($_.Exception.Message)"
    exit 1
}
