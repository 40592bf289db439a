#@ file: ops/Test-Project.ps1
#@ today: 2027-01-02
#@ line-ends: crlf
#@ also: .keyfit.yml
#@| version: 1
#@| keys:
#@|   - variable: NIGHTLY_KEY
#@|     expires: 2027-01-20
# Asks the project whether it is well; runs every five minutes from the task scheduler
$ErrorActionPreference = "Stop"
$logFile = "C:\Logs\elastic-project.log"
$stamp = Get-Date -Format "s"

try {
    $health = Invoke-RestMethod -Method Get -Uri "https://my-project-alias-df6c6d.es.us-east-1.aws.elastic.cloud/_cat/indices?format=json" -Headers @{ Authorization = "ApiKey $env:NIGHTLY_KEY" }
    #! expiring-key information at $env:NIGHTLY_KEY
    Add-Content -Path $logFile -Value "$stamp ok, $($health.Count) indices"
}
catch {
    Add-Content -Path $logFile -Value "$stamp failed: $($_.Exception.Message)"
    exit 1
}
