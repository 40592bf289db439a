#@ file: bin/nightly.sh
#!/bin/sh
# Stops the deployments of the training every night.
set -eu

# the organization "acme-training" has nothing worth stealing
export EC_HOST=https://api.elastic-cloud.com
export EC_API_KEY={{essu}}
#! hard-coded-key information at {{essu}}
#? ecctl kind=elastic-cloud-api-key form=essu target=elastic-cloud/cloud verdict=fits at {{essu}}
export EC_OUTPUT=json

for id in $(ecctl deployment list | jq -r '.deployments[] | select(.name | startswith("training-")) | .id'); do
  echo "stopping $id"
  ecctl deployment shutdown "$id" --force --track
done

rm -f /var/tmp/training-*.json
