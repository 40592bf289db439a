#!/bin/sh
docker run -d --env-file es.env -v "$PWD/otel.yml:/etc/otel.yml:ro" otel/opentelemetry-collector-contrib:0.140.0 --config /etc/otel.yml
