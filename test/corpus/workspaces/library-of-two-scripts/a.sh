. ./lib.sh
ES_KEY=$(cat a.key)
es GET /
