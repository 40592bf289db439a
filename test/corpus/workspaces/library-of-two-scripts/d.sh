ES_KEY=$(cat b.key)
. ./top.sh
