#@ file: bin/release.sh
#@ uses: none
#!/bin/bash
# Tells the others that there is a new release
set -euo pipefail
version="${1:?version}"
cd "$(dirname "$0")/.."

http --ignore-stdin POST https://api.github.com/repos/acme/shop/releases Authorization:"Bearer $GITHUB_TOKEN" tag_name="$version"
http --ignore-stdin POST https://deploy.vendor.example/api/releases X-Octopus-ApiKey:"$OCTOPUS_KEY" Version="$version"
http --ignore-stdin -A bearer -a "$GRAFANA_TOKEN" POST https://grafana.corp.example/api/annotations text="release $version"
http --ignore-stdin -a "elastic:$ES_PASSWORD" GET https://es01.corp.example:9200/_cluster/health
http --ignore-stdin POST https://hooks.chat.example/services/T0/B0 text="release $version"
# http GET http://es01.corp.example:9200/_cat/health Authorization:"ApiKey {{pair}}"
git tag -a "v$version" -m "release"
echo "http -A bearer is for tokens, Authorization:\"ApiKey KEY\" for keys"
git push --tags
exit 0
