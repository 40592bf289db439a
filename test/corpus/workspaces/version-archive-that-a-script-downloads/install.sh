#!/usr/bin/env bash
set -euo pipefail
VERSION=8.17.4
curl -fsSLO "https://artifacts.elastic.co/downloads/beats/metricbeat/metricbeat-${VERSION}-linux-x86_64.tar.gz"
tar xzf "metricbeat-${VERSION}-linux-x86_64.tar.gz"
cat > metricbeat.yml <<'YML'
metricbeat.modules:
  - module: elasticsearch
    hosts: ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"]
    api_key: "{{encoded}}"
    #! wrong-encoding error at {{encoded}}
    #! hard-coded-key information at {{encoded}}
YML
./metricbeat -e -c other/metricbeat.yml
