#!/bin/sh
docker run --env-file a.env -e ES_API_KEY={{pair2}} -v "$PWD/filebeat.yml:/usr/share/filebeat/filebeat.yml" docker.elastic.co/beats/filebeat:9.2.1
#~ hard-coded-key information at {{pair2}}
