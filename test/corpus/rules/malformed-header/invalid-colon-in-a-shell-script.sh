#@ file: bin/start.sh
# Starts the worker with tracing; the header was written as curl wants it.
# shellcheck shell=bash
set -euo pipefail
cd "$(dirname "$0")/.."

export OTEL_SERVICE_NAME=worker
export OTEL_RESOURCE_ATTRIBUTES="deployment.environment=${STAGE:-dev}"
export OTEL_EXPORTER_OTLP_ENDPOINT="https://obs-prod-b7c2f1.ingest.eu-west-1.aws.elastic.cloud:443"
export OTEL_EXPORTER_OTLP_HEADERS="Authorization: ApiKey $ELASTIC_OTLP_KEY"
#! malformed-header error|warning at Authorization: ApiKey $ELASTIC_OTLP_KEY

mkdir -p var/log
exec node --require ./tracing.js dist/worker.js >> var/log/worker.log 2>&1
