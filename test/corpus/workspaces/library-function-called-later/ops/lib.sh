es() {
  curl -fsS -X "$1" -H "Authorization: ApiKey ${ES_KEY:?}" "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com$2"
  #? curl kind=elasticsearch-api-key form=encoded target=ech/elasticsearch verdict=fits id={{id2}} origin=ops/run.sh#ES_KEY at ${ES_KEY:?}
}
