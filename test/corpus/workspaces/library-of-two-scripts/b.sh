. ./lib.sh
ES_KEY=$(cat b.key)
es GET /
