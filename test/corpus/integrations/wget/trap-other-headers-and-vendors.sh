#@ file: bin/fetch.sh
#@ uses: none
#!/bin/sh
# Nothing of ours: tokens of vendors, passwords, downloads
set -eu
umask 022
day=$(date +%F)
cd /srv/mirror

wget -q --header="Authorization: Bearer $GITHUB_TOKEN" -O beats.json https://api.github.com/repos/elastic/beats/releases/latest
wget -q --header="X-Api-Key: $FEED_KEY" -O feed.xml https://feeds.vendor.example/v2/all
wget -q --user=mirror --password="$MIRROR_PASSWORD" https://mirror.corp.example/list.txt
wget -q --http-user=elastic --http-password="$ES_PASSWORD" -O - https://es01.corp.example:9200/_cat/health
wget -q https://artifacts.elastic.co/downloads/elasticsearch/elasticsearch-9.2.1-linux-x86_64.tar.gz
# wget --header="Authorization: ApiKey {{encoded}}" http://es01.corp.example:9200/
echo "done: $(ls | wc -l) files"
wget -q --spider --header="Authorization: Basic $PROXY_BASIC" "https://proxy.corp.example/?day=$day"
exit 0
