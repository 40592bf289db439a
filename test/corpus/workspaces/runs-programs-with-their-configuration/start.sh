#!/bin/bash
export ES_API_KEY={{encoded}}
#! hard-coded-key information at {{encoded}}
export OTEL_ES_KEY={{encoded2}}
#! hard-coded-key information at {{encoded2}}
filebeat test config -c ./etc/filebeat.yml
filebeat -e -c etc/filebeat.yml &
metricbeat --path.config ./metricbeat -e &
./bin/elastic-agent run -c=etc/elastic-agent.yml &
otelcol-contrib --config=file:etc/otel.yaml &
yamllint etc/heartbeat.yml
cp etc/heartbeat.yml /etc/heartbeat/heartbeat.yml
exec auditbeat -c etc/auditbeat.yml -e
