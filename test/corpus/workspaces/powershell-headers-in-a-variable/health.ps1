param([string]$Index = "logs")
$key = "{{encoded}}"
#! hard-coded-key information at {{encoded}}
$headers = @{
    "Authorization" = "ApiKey $key"
    "Content-Type"  = "application/json"
}
Invoke-WebRequest -UseBasicParsing -Method Get -Uri "https://my-project-alias-df6c6d.es.us-east-1.aws.elastic.cloud/$Index/_count" -Headers $headers
