#@ file: bin/start.sh
# shellcheck shell=bash
# Starts both workers; each has a project of its own.
set -euo pipefail
cd "$(dirname "$0")/.."

export OTEL_RESOURCE_ATTRIBUTES="deployment.environment=${STAGE:-dev}"
export OTEL_EXPORTER_OTLP_ENDPOINT="https://my-project-alias-df6c6d.ingest.us-east-1.aws.elastic.cloud:443"

# a key of the ECE console opens ECE and nothing else
export OTEL_EXPORTER_OTLP_TRACES_HEADERS="Authorization=ApiKey {{ece}}"
#! wrong-key-type error at {{ece}}
#! hard-coded-key information at {{ece}}
export OTEL_EXPORTER_OTLP_METRICS_HEADERS="Authorization=ApiKey {{double2}}"
#! damaged-key error at {{double2}}
#! hard-coded-key information at {{double2}}

exec node --require ./tracing.js dist/worker.js
# never reached: exec replaces the shell
echo "could not start" >&2
exit 1
