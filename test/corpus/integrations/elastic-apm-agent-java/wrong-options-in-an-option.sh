#@ file: bin/dev.sh
#!/bin/bash
# Maven hands its option's value on to the JVM that it starts.
set -euo pipefail
cd "$(dirname "$0")/.."

mvn -q spring-boot:run -Dspring-boot.run.jvmArguments="-javaagent:target/agents/elastic-apm-agent.jar \
  -Delastic.apm.service_name=mock-api \
  -Delastic.apm.api_key={{pair}} \
  #! wrong-encoding error at {{pair}}
  #! hard-coded-key information at {{pair}}
  #? elastic-apm-agent-java kind=serverless-project-api-key form=pair target=serverless/apm verdict=fits at {{pair}}
  -Delastic.apm.server_url=https://my-project-alias-df6c6d.apm.us-central1.gcp.elastic.cloud:443 \
  -Delastic.apm.log_level=INFO"
