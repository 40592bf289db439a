#@ file: bin/report.sh
#!/bin/sh
set -eu
out=/var/tmp/indices.txt

curl -fsS -o "$out" \
  -H "Authorization: ApiKey $ES_API_KEY" \
  https://es.logs.corp.example:9200/_cat/indices

# from here on it may be seen
set -x
sort "$out"
mail -s indices ops@corp.example < "$out"
rm -f "$out"
