#@ file: bin/start.sh
#!/bin/sh
export JAVA_TOOL_OPTIONS="-Dotel.exporter.otlp.endpoint=https://my-project-alias-df6c6d.ingest.us-east-1.aws.elastic.cloud:443 -Dotel.exporter.otlp.headers='Authorization=Bearer {{encoded}}'"
#! wrong-scheme error at {{encoded}}
#! hard-coded-key information at {{encoded}}
#? otel-sdk form=encoded target=serverless/otlp verdict=fits at {{encoded}}
java -javaagent:/otel/elastic-otel-javaagent.jar \
  -Dotel.exporter.otlp.endpoint=https://my-deployment-d53192.apm.us-east-1.aws.elastic-cloud.com:443 \
  "-Dotel.exporter.otlp.headers=Authorization=ApiKey {{pair2}}" \
  #! wrong-encoding error at {{pair2}}
  #! hard-coded-key information at {{pair2}}
  #? otel-sdk kind=elasticsearch-api-key form=pair target=ech/apm verdict=fits at {{pair2}}
  -jar shop.jar
# another vendor's
java -Dotel.exporter.otlp.endpoint=https://api.vendor.example "-Dotel.exporter.otlp.headers=x-vendor-team=90ab" -jar a.jar
