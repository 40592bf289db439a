es() {
  curl -fsS -X "$1" -H "Authorization: ApiKey ${ES_KEY:?}" "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com$2"
  #! wrong-encoding error at ${ES_KEY:?}
}
