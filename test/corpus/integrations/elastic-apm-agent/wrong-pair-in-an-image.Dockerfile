#@ file: Dockerfile
# The pair, as Beats want it; and the certificate of the lab is its own.
FROM ruby:3.3-slim
WORKDIR /app
RUN apt-get update && apt-get install -y --no-install-recommends build-essential \
    && rm -rf /var/lib/apt/lists/*
COPY Gemfile Gemfile.lock ./
RUN bundle install --jobs 4
COPY . .

ENV RACK_ENV=production
ENV ELASTIC_APM_SERVER_URL=https://my-deployment-d53192.apm.us-east-1.aws.elastic-cloud.com:443
ENV ELASTIC_APM_API_KEY={{pair}}
#! wrong-encoding error at {{pair}}
#! hard-coded-key information at {{pair}}
#? elastic-apm-agent kind=elasticsearch-api-key form=pair target=ech/apm verdict=fits at {{pair}}
ENV ELASTIC_APM_VERIFY_SERVER_CERT=false
#! tls-verification-off information at ELASTIC_APM_VERIFY_SERVER_CERT=false

EXPOSE 9292
CMD ["bundle", "exec", "puma"]
