#!/bin/sh
# Starts the shipper on this machine
set -eu
cd "$(dirname "$0")"

docker rm -f shipper >/dev/null 2>&1 || true
docker pull docker.elastic.co/logstash/logstash:9.2.1
docker run -d --name shipper \
  --restart unless-stopped \
  -p 5044:5044 \
  -e LS_JAVA_OPTS="-Xms1g -Xmx1g" \
  -v "$PWD/pipeline:/usr/share/logstash/pipeline:ro" \
  docker.elastic.co/logstash/logstash:9.2.1

docker logs --tail 20 shipper
