#@ file: ops/Test-Project.ps1
# Asks the project whether it is well; runs every five minutes from the task scheduler
$ErrorActionPreference = "Stop"

$logFile = "C:\Logs\elastic-project.log"
$stamp = Get-Date -Format "s"

try {
    $health = Invoke-RestMethod -Method Get -Uri "https://my-project-alias-df6c6d.es.us-east-1.aws.elastic.cloud:9243/_cat/indices?format=json" -Headers @{ Authorization = "ApiKey $env:ES_API_KEY" }
    #! wrong-port error at https://my-project-alias-df6c6d.es.us-east-1.aws.elastic.cloud:9243/_cat/indices?format=json
    Add-Content -Path $logFile -Value "$stamp ok, $($health.Count) indices"
}
catch {
    Add-Content -Path $logFile -Value "$stamp failed: $($_.Exception.Message)"
    exit 1
}
