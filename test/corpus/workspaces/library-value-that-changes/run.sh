. ./lib.sh
ES_KEY=$(cat a.key)
es GET /
ES_KEY=$(cat b.key)
es GET /x
