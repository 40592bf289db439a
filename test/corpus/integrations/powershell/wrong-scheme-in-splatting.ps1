#@ file: ops/Test-Cluster.ps1
# Asks the cluster how it is; written after a sample for another product
[CmdletBinding()]
param(
    [int]$Retries = 3
)
$ErrorActionPreference = 'Stop'

$key = '{{encoded}}'
#!a hard-coded-key information at {{encoded}}
$splat = @{
    Uri     = 'https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443/_cluster/health'
    Method  = 'Get'
    Headers = @{
        'Authorization' = "Bearer $key"
        #! wrong-scheme error at $key
        #!a hard-coded-key information at $key
        'Accept'        = 'application/json'
    }
    SkipCertificateCheck = $true
    #!b tls-verification-off information at SkipCertificateCheck = $true
    #!b tls-verification-off information at SkipCertificateCheck
}
for ($i = 1; $i -le $Retries; $i++) {
    try { $h = Invoke-RestMethod @splat; break } catch { Start-Sleep -Seconds (5 * $i) }
}
if ($h.status -ne 'green') { Write-Warning "cluster is $($h.status)" }
