#requires -Version 7
param([Parameter(Mandatory)][string]$Key = $env:ES_API_KEY, $Url = 'https://es.example:9200')
<# sends
   a request #>
$headers = @{
  "Authorization" = "ApiKey $Key" # the key
  'Content-Type'  = 'application/json'; X = "{0}:{1}" -f $id, $env:K
}
$headers.Add("a", 'b'); $headers["c"] = "d`"$($env:K)`n"
try { $r = Invoke-RestMethod -Uri "$Url/_search?q=${q}" -Headers $headers -Body (@{a=1} | ConvertTo-Json) } catch [x] { throw "n" }
