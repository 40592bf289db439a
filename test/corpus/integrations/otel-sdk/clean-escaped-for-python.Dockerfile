#@ file: Dockerfile
# Python's SDK wants the blank as %20. The key of the lab may write traces and nothing else.
FROM python:3.12-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt elastic-opentelemetry
COPY . .

ENV OTEL_SERVICE_NAME=lab
ENV OTEL_EXPORTER_OTLP_ENDPOINT=https://my-project-alias-df6c6d.ingest.us-east-1.aws.elastic.cloud:443
ENV OTEL_EXPORTER_OTLP_HEADERS="Authorization=ApiKey%20{{encoded}}"
#! hard-coded-key information at {{encoded}}
#? otel-sdk kind=serverless-project-api-key form=encoded target=serverless/otlp verdict=fits at {{encoded}}

EXPOSE 8000
USER nobody
CMD ["opentelemetry-instrument", "python", "-m", "lab"]
HEALTHCHECK CMD ["python", "-m", "lab.health"]
