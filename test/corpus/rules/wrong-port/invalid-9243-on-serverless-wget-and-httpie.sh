#@ file: bin/nightly-counts.sh
# Counts of the night, once with each tool that the images have
# shellcheck shell=sh
set -eu
day=$(date +%Y.%m.%d)

if command -v wget > /dev/null; then
  wget -q -O "/srv/counts/$day.json" \
    --header="Authorization: ApiKey $ES_API_KEY" \
    "https://my-project-alias-df6c6d.es.us-east-1.aws.elastic.cloud:9243/orders/_count"
    #! wrong-port error at https://my-project-alias-df6c6d.es.us-east-1.aws.elastic.cloud:9243/orders/_count
else
  http --check-status --output "/srv/counts/$day.json" GET \
    https://my-project-alias-df6c6d.es.us-east-1.aws.elastic.cloud:9243/orders/_count \
    #! wrong-port error at https://my-project-alias-df6c6d.es.us-east-1.aws.elastic.cloud:9243/orders/_count
    "Authorization:ApiKey $ES_API_KEY"
fi
