. ./lib.sh
. ./es.env
es GET /
