#@ file: Dockerfile
# Demo image: the key comes as a build argument and is worth nothing
FROM python:3.12-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt opentelemetry-distro opentelemetry-exporter-otlp
COPY . .

ARG DEMO_KEY
ENV OTEL_SERVICE_NAME=demo
ENV OTEL_EXPORTER_OTLP_ENDPOINT=https://obs-prod-b7c2f1.ingest.eu-west-1.aws.elastic.cloud:443
ENV OTEL_EXPORTER_OTLP_HEADERS="Authorization=ApiKey ${DEMO_KEY}"
#! malformed-header error|warning at Authorization=ApiKey ${DEMO_KEY}

EXPOSE 8000
CMD ["opentelemetry-instrument", "python", "-m", "demo"]
