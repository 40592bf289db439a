#!/bin/bash
cd "$(dirname "$0")"
docker run --env-file .env -v "$PWD/filebeat.yml:/usr/share/filebeat/filebeat.yml" docker.elastic.co/beats/filebeat:9.0.0
