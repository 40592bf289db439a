#@ file: docs/snippets/health.sh
#!/bin/sh
# Snippet of the handbook: put your own endpoint and key in.
set -eu
umask 077

# 1. a hosted deployment
wget -q -O - --header="Authorization: ApiKey <your-api-key>" \
  #? wget form=placeholder target=ech/elasticsearch verdict=unknown at <your-api-key>
  https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health

# 2. this machine: clear text does not leave it
wget -q -O - --header="Authorization: ApiKey $ES_API_KEY" http://localhost:9200/_cluster/health
#? wget form=reference target=self-managed/elasticsearch verdict=unknown at $ES_API_KEY

# 3. see also
echo 'wget --header="Authorization: ApiKey $KEY" https://es.example/_cat/indices'
echo "https://www.elastic.co/docs/deploy-manage/api-keys"
echo "done"
exit 0
