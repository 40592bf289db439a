cat > filebeat.yml <<EOF2
output.elasticsearch:
  api_key: "$ID:$KEY"
  path: \$HOME `hostname`
EOF2
bash <<-'END'
	export K=abc
	curl -H "Authorization: ApiKey $K" http://u
	END
ssh -p 22 root@h "curl -d '{\"a\": \"$B\"}' http://x" && sudo -E env A=b timeout 5 filebeat -E "output.elasticsearch.api_key=${KEY%%:*}"
docker run --rm -e ES_API_KEY --env-file=./a.env -v "$PWD/f.yml:/f.yml:ro" filebeat -c /f.yml
K=$'a\n\x41\'' L="${K//:/ }" sh -xc 'curl "$K"' && unset K
( export M=${1:-$(<f)}; . <(cat b.env); [[ $M == a* ]] && kubectl create secret generic es --from-literal=k="$M" )
