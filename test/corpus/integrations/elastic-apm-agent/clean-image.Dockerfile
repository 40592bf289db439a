#@ file: Dockerfile
# The key is given when the container starts; the rest is the same everywhere.
FROM python:3.12-slim AS base
ENV PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt elastic-apm

FROM base
COPY . .
ENV ELASTIC_APM_SERVICE_NAME=invoices
ENV ELASTIC_APM_SERVER_URL=https://my-deployment-d53192.apm.us-east-1.aws.elastic-cloud.com:443
ENV ELASTIC_APM_API_KEY=""
ENV ELASTIC_APM_SECRET_TOKEN=""
EXPOSE 8000
USER nobody
CMD ["gunicorn", "invoices.wsgi"]
