#@ file: Dockerfile
# Kibana's address is the one in the browser; the agent wants APM Server's.
FROM eclipse-temurin:21-jre
WORKDIR /app
RUN apt-get update && apt-get install -y --no-install-recommends curl \
    && rm -rf /var/lib/apt/lists/*
COPY agents/elastic-apm-agent.jar /opt/elastic-apm-agent.jar
COPY target/portal.jar /app/portal.jar

ENV SPRING_PROFILES_ACTIVE=prod
ENV JAVA_TOOL_OPTIONS="-javaagent:/opt/elastic-apm-agent.jar -Delastic.apm.service_name=portal -Delastic.apm.server_url=https://my-deployment-d53192.kb.us-east-1.aws.elastic-cloud.com:443 -Delastic.apm.api_key={{encoded}}"
#! wrong-endpoint error at https://my-deployment-d53192.kb.us-east-1.aws.elastic-cloud.com:443
#! hard-coded-key information at {{encoded}}

LABEL org.opencontainers.image.source=https://git.corp.example/web/portal
EXPOSE 8080
USER 10001
ENTRYPOINT ["java", "-jar", "/app/portal.jar"]
HEALTHCHECK CMD ["curl", "-fsS", "http://localhost:8080/actuator/health"]
