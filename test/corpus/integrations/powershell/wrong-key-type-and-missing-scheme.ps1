#@ file: jobs/Nightly.ps1
# Three jobs, three mistakes
$ErrorActionPreference = 'Continue'
$log = 'D:\Logs\nightly.log'
"$(Get-Date -Format o) start" | Add-Content $log

# a key of the organization at a hosted deployment
Invoke-RestMethod -Uri 'https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/shards' -Headers @{ Authorization = 'ApiKey {{essu}}' }
#! wrong-key-type error at {{essu}}
#! hard-coded-key information at {{essu}}
#? powershell kind=elastic-cloud-api-key form=essu target=ech/elasticsearch verdict=mismatch at {{essu}}

# no scheme
Invoke-WebRequest -UseBasicParsing -SkipCertificateCheck -Uri 'https://es01.corp.example:9200/_cat/health' -Headers @{ 'Authorization' = '{{encoded}}' }
#! tls-verification-off information at -SkipCertificateCheck
#! missing-scheme error at {{encoded}}
#? powershell kind=elasticsearch-api-key form=encoded target=unknown/elasticsearch verdict=fits at {{encoded}}
#! hard-coded-key information at {{encoded}}

# a cluster's key at the API of Elastic Cloud
$h = @{ Authorization = 'ApiKey {{encoded2}}' }
#! wrong-key-type error at {{encoded2}}
#? powershell kind=elasticsearch-api-key form=encoded target=elastic-cloud/cloud verdict=mismatch at {{encoded2}}
#! hard-coded-key information at {{encoded2}}
Invoke-RestMethod -Uri 'https://api.elastic-cloud.com/api/v1/deployments' -Headers $h

"$(Get-Date -Format o) end" | Add-Content $log
