#@ file: bin/counts.sh
#!/bin/sh
# Counts of the night, written down by four people
set -eu
es=https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com
out=/srv/counts
mkdir -p "$out"

wget -q -O "$out/a.json" --header='Authorization: ApiKey $ES_API_KEY' "$es/a/_count"
#! unexpanded-variable error at $ES_API_KEY
wget -q -O "$out/b.json" --header="Authorization: {{encoded}}" "$es/b/_count"
#! missing-scheme error at {{encoded}}
#! hard-coded-key information at {{encoded}}
wget -q -O "$out/c.json" --header="Authorization: ApiKey {{pair2}}" "$es/c/_count"
#! wrong-encoding error at {{pair2}}
#! hard-coded-key information at {{pair2}}
wget -q -O "$out/d.json" --header="Authorization: Bearer {{encoded3}}" "$es/d/_count"
#! wrong-scheme error at {{encoded3}}
#! hard-coded-key information at {{encoded3}}

ls -l "$out"
echo "counted" >&2
exit 0
# see also bin/report.sh
