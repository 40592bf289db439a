$headers = @{ Authorization = "Bearer {{encoded}}" }
#! wrong-scheme error at {{encoded}}
#! hard-coded-key information at {{encoded}}
Invoke-RestMethod -Uri "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health" -Headers $headers
Invoke-WebRequest "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/indices" -Headers @{ "Authorization" = "ApiKey {{pair2}}" }
#! wrong-encoding error at {{pair2}}
#! hard-coded-key information at {{pair2}}
