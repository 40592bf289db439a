ES_KEY=$(cat a.key)
. ./top.sh
