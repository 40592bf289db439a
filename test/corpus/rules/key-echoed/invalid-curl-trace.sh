#@ file: bin/search-for-the-fault.sh
#!/bin/sh
# Writes everything that goes over the wire to a file
set -eu
dir=/var/tmp/trace
mkdir -p "$dir"

curl -fsS --trace "$dir/search.log" \
  #! key-echoed information at --trace
  -H "Authorization: ApiKey $ES_API_KEY" \
  "https://es.logs.corp.example:9200/logs/_search"

curl -fsS --trace-ascii "$dir/count.log" \
  #! key-echoed information at --trace-ascii
  -H "Authorization: ApiKey $ES_API_KEY" \
  "https://es.logs.corp.example:9200/logs/_count"
ls -l "$dir"
