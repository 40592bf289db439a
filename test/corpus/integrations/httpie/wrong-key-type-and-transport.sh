#@ file: bin/upload-templates.sh
#!/bin/sh
# Uploads templates to every cluster there is
set -eu
cd "$(dirname "$0")/../templates"

for file in *.json; do
  name="${file%.json}"
  http --verify=no PUT "https://es01.corp.example:9200/_index_template/$name" "Authorization:ApiKey $OWN_KEY" < "$file"
  #! tls-verification-off information at --verify=no
  http PUT "http://es02.corp.example:9200/_index_template/logs" "Authorization:ApiKey $OWN_KEY" < "$file"
  #! key-over-http warning at http://es02.corp.example:9200/_index_template/logs
  http --verbose PUT "https://es03.corp.example:9200/_index_template/$name" "Authorization:ApiKey $OWN_KEY" < "$file"
  #! key-echoed information at --verbose
done

http --ignore-stdin GET https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_index_template "Authorization:ApiKey {{essu}}"
#! wrong-key-type error at {{essu}}
#! hard-coded-key information at {{essu}}

echo "uploaded" >&2
ls -l
exit 0
