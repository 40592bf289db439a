#@ file: bin/report.sh
#!/bin/bash
# -k and its like where no key of ours is sent
set -euo pipefail
out="$(mktemp -d)"

curl -fsSk "https://printer.corp.example/status" -o "$out/printer.json"
curl --insecure -u "monitor:$PRINTER_PASSWORD" "https://printer.corp.example/queue" -o "$out/queue.json"
wget -q --no-check-certificate -O "$out/switch.txt" "https://switch.corp.example/ports"

curl -fsS --cacert /etc/elastic/ca.pem -K /etc/elastic/curl.conf -H "Authorization: ApiKey $ES_API_KEY" "https://es.logs.corp.example:9200/_cat/indices" -o "$out/indices.txt"
sort -k 3 -r "$out/indices.txt" | head -n 20
ssh -k backup.corp.example true
