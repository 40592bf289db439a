#@ encoding: utf-16le
# saved by the ISE
Invoke-RestMethod -Headers @{ Authorization = 'ApiKey {{pair}}' } -Uri 'https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health'
#! wrong-encoding error at {{pair}}
#! hard-coded-key information at {{pair}}
