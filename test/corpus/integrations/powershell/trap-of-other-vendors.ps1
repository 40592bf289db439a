#@ file: deploy/Publish-Release.ps1
#@ uses: none
# Keys of other houses under the same header, and Elasticsearch with a user
param([string]$Version = '2.14.0')
$ErrorActionPreference = 'Stop'

$tracker = @{ Authorization = "Bearer $env:TRACKER_TOKEN"; Accept = 'application/json' }
Invoke-RestMethod -Uri 'https://tracker.vendor.example/api/v2/releases' -Headers $tracker

Invoke-RestMethod -Method Put -Uri "https://packages.vendor.example/nuget/$Version" `
    -Headers @{ 'X-NuGet-ApiKey' = $env:NUGET_API_KEY } -InFile ".\acme.$Version.nupkg"

$OctopusUrl = 'https://deploy.corp.example'
$octopus = @{ 'X-Octopus-ApiKey' = 'API-7F3A-91C2-EE04' }
Invoke-RestMethod -Uri "$OctopusUrl/api/spaces" -Headers $octopus

# the cluster takes a user here
$cred = Get-Credential -UserName 'release' -Message 'Elasticsearch'
Invoke-RestMethod -Uri 'https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/health' -Credential $cred
Invoke-RestMethod -Uri 'https://es01.corp.example:9200/_security/_authenticate' -Headers @{ Authorization = "Bearer {{service-token}}" }
