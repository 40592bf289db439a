#@ file: opt/tomcat/bin/setenv.sh
# Read by catalina.sh before it starts the JVM.
CATALINA_OPTS="-Xmx1g"
CATALINA_OPTS="$CATALINA_OPTS -javaagent:/opt/apm/elastic-apm-agent.jar"
CATALINA_OPTS="$CATALINA_OPTS -Delastic.apm.service_name=shop"
CATALINA_OPTS="$CATALINA_OPTS -Delastic.apm.server_url=https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"
#! wrong-endpoint error at https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443
CATALINA_OPTS="$CATALINA_OPTS -Delastic.apm.api_key='{{double}}'"
#! damaged-key error at {{double}}
#! hard-coded-key information at {{double}}
#? elastic-apm-agent-java form=damaged target=ech/elasticsearch at {{double}}
CATALINA_OPTS="$CATALINA_OPTS -Delastic.apm.verify_server_cert=false"
#! tls-verification-off information at -Delastic.apm.verify_server_cert=false
export CATALINA_OPTS
