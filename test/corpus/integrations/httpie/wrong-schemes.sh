#@ file: bin/compare.sh
#!/bin/bash
# Asks the same question in five ways, none of which works
set -euo pipefail
es=https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com
cd "$(dirname "$0")"
date -Is >&2

http --ignore-stdin -A bearer -a "{{encoded}}" GET "$es/_cat/health"
#! wrong-scheme error at {{encoded}}
#! hard-coded-key information at {{encoded}}
http --ignore-stdin GET "$es/_cat/health" "Authorization:{{encoded2}}"
#! missing-scheme error at {{encoded2}}
#! hard-coded-key information at {{encoded2}}
http --ignore-stdin GET "$es/_cat/health" "Authorization:ApiKey {{pair}}"
#! wrong-encoding error at {{pair}}
#! hard-coded-key information at {{pair}}
http --ignore-stdin GET "$es/_cat/health" 'Authorization:ApiKey $ES_API_KEY'
#! unexpanded-variable error at $ES_API_KEY
http --ignore-stdin GET "$es/_cat/health" Authorization:"ApiKey {{secret}}"
#! half-a-key error at {{secret}}
#~ hard-coded-key information at {{secret}}

echo "compared" >&2
exit 0
# see also bin/ask.sh
