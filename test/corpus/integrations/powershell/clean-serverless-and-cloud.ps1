#@ file: ops/Sync-Projects.ps1
# Two APIs, and to each its own key
param(
    [Parameter(Mandatory)][string]$ProjectId
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

# Cloud: the list of projects
$cloud = Invoke-RestMethod -Uri 'https://api.elastic-cloud.com/api/v1/serverless/projects/elasticsearch' -Headers @{
    Authorization = 'ApiKey {{essu}}'
    #! hard-coded-key information at {{essu}}
    #? powershell kind=elastic-cloud-api-key form=essu target=elastic-cloud/cloud-serverless verdict=fits at {{essu}}
    Accept        = 'application/json'
}
$project = $cloud.items | Where-Object id -eq $ProjectId
if (-not $project) { throw "no project $ProjectId" }

# the project itself
$health = Invoke-WebRequest -UseBasicParsing -Uri 'https://my-project-alias-df6c6d.es.us-east-1.aws.elastic.cloud/_cat/indices?format=json' `
    -Headers @{ Authorization = 'ApiKey {{encoded2}}' }
#! hard-coded-key information at {{encoded2}}
#? powershell kind=serverless-project-api-key form=encoded target=serverless/elasticsearch verdict=fits id={{id2}} at {{encoded2}}
$health.Content | ConvertFrom-Json | Format-Table
