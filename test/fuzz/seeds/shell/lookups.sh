KEY=$(grep '^ES_API_KEY=' .env | cut -d= -f2-)
ID=$(grep ^ID= "a b.env" | cut -d '=' -f 2 | tr -d '\r')
PAIR=$(echo "{{encoded}}" | base64 -d | tr -d '[:space:]')
ENC=$(printf '%s:%s\n' "$ID" "$KEY" | openssl base64 -A)
LONG=$(printf "%s" "$PAIR" | base64 --wrap=20)
runuser -u ship -- env -u HOME K="$ENC" curl -H "Authorization: ApiKey $ENC" https://a
docker-compose exec -T -e K es sh -c 'curl -H "Authorization: ApiKey $K" localhost:9200'
kubectl -n logs exec deploy/es -- env K="$PAIR" curl "$U"
sudo --preserve-env=ES_API_KEY,U -i curl -u "$PAIR" "$U"
su - ship -c 'filebeat -e -E output.elasticsearch.api_key=${KEY}'
env -i --chdir=/srv K=1 ./run.sh "${KEY,,}" "${KEY/a/b}" "${!ID}" "${KEY:2:5}" "${KEY@Q}" "${#KEY}"
echo "K=$KEY" >> "$GITHUB_ENV"; export -n KEY; declare -x L=1 M; readonly N=2; typeset -a O=(1 2); printf -v P '%s' "$KEY"
coproc ask { curl "$U"; }; time -p curl "$U"; nohup nice -n 5 curl "$U" & disown; exec 3<>/dev/tcp/a/9200
