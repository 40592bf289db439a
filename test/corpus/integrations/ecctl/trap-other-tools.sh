#@ file: bin/release.sh
#@ uses: none
#!/bin/bash
# --api-key and --host of other tools; ecctl is only spoken of.
set -euo pipefail

cat <<'TEXT'
usage: ecctl deployment list --api-key KEY --host https://api.elastic-cloud.com
TEXT

# ecctl --api-key {{encoded}} deployment list
uploader deployment list --api-key "$VENDOR_KEY" --host https://api.vendor.example
eksctl get cluster --region eu-west-1
nuget push acme.nupkg --api-key vendor-4410-eeb2-9d30-77ac --source https://packages.corp.example

SEC_API_KEY=vendor-0017-ab52-1e5f-90cd
export SEC_API_KEY
python3 tools/filings.py --host "$FILINGS_HOST"

ecctl version
ecctl generate completions --binary ecctl --location /etc/bash_completion.d/ecctl
echo "done; run ecctl init if you have no configuration yet"
