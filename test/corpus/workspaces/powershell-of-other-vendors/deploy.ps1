#@ uses: none
$h = @{ Authorization = "Bearer $env:GITHUB_TOKEN" }
Invoke-RestMethod -Uri https://api.github.com/user -Headers $h
Invoke-RestMethod -Uri https://deploy.vendor.example/api/spaces -Headers @{ 'X-Octopus-ApiKey' = $env:OCTOPUS_KEY }
