#@ file: bin/counts.sh
#!/bin/sh
# 9200 of a hosted deployment answers without TLS.
set -eu
day="$1"
out="/srv/counts/$day"
mkdir -p "$out"

wget -q -O "$out/orders.json" \
  --header="Authorization: ApiKey $ES_API_KEY" \
  "http://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:9200/orders/_count"
  #! key-over-http warning at http://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:9200/orders/_count

http --check-status GET \
  "http://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:9200/customers/_count" \
  #! key-over-http warning at http://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:9200/customers/_count
  "Authorization:ApiKey $ES_API_KEY"
