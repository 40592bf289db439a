#@ file: bin/counts.sh
#!/bin/sh
# Counts of the night, once with each tool that the images have
set -eu
out="/srv/counts"
mkdir -p "$out"

wget -q -O "$out/orders.json" \
  --no-check-certificate \
  #! tls-verification-off information at --no-check-certificate
  --header="Authorization: ApiKey $ES_API_KEY" \
  "https://es.logs.corp.example:9200/orders/_count"

http --check-status --verify=no GET "https://es.logs.corp.example:9200/customers/_count" "Authorization:ApiKey $ES_API_KEY"
#! tls-verification-off information at --verify=no
