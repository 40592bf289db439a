function Send-It([int]$n, $b = "x") {
  if ($n -gt 1) { $env:K = "v" } elseif ($b) { $script:t += 'u' } else { [Environment]::SetEnvironmentVariable('L', "w") }
  foreach ($u in 'https://a', "https://$b") { curl.exe -sS -H "Authorization: ApiKey $env:K" `
      $u/_cat 2>&1 | Out-Null }
  $p = @{ Uri = $u; Headers = @{ Authorization = 'ApiKey ' + $k }; UseBasicParsing = $true }
  irm @p -Method:Post; & "C:\x y\curl.exe" 'a''b' --% -x "y"
}
$pair = [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes("${id}:$key"))
$text = @"
ApiKey $pair "q" $(Get-Date)
"@
. ./env.ps1 && Send-It -n 2 || exit 1
switch -regex ($x) { 'a' { b } default { c } }
