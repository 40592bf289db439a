#@ file: bin/workers.sh
#!/bin/bash
# One JVM for each queue; each was set up by another hand.
set -euo pipefail
url=https://my-deployment-d53192.apm.us-east-1.aws.elastic-cloud.com:443
agent=-javaagent:/opt/elastic-apm-agent.jar

java "$agent" -Delastic.apm.service_name=mail -Delastic.apm.server_url="$url" \
  -Delastic.apm.api_key={{pair}} -jar mail.jar &
  #! wrong-encoding error at {{pair}}
  #! hard-coded-key information at {{pair}}

# only the second half
java "$agent" -Delastic.apm.service_name=pdf -Delastic.apm.server_url="$url" \
  -Delastic.apm.api_key={{secret}} -jar pdf.jar &
  #! half-a-key error at {{secret}}
  #~ hard-coded-key information at {{secret}}

# the agent writes the scheme itself
java "$agent" -Delastic.apm.service_name=tax -Delastic.apm.server_url="$url" \
  -Delastic.apm.api_key="ApiKey $TAX_KEY" -jar tax.jar &
  #!a unwanted-scheme error at ApiKey $TAX_KEY
  #!a unwanted-scheme error at $TAX_KEY

# single quotes: the agent is given the name of the variable
java "$agent" '-Delastic.apm.api_key=$LOG_KEY' -Delastic.apm.server_url="$url" -jar log.jar &
#! unexpanded-variable error at $LOG_KEY
wait
