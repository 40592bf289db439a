. ./es.env
. ./lib.sh
es GET /
