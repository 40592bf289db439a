/** Shell text for the property tests: realistic scripts, and texts made of the shell's own tokens. */
import fc from "fast-check";
import { PIECES } from "../../support/pieces";

export const SCRIPTS: readonly string[] = [
  `#!/usr/bin/env bash
set -euo pipefail
# The key of the shipping cluster
ES_API_KEY="VuaCfGcBCdbkQm-e5aOx:ui2lp2axTNmsyakw9tvNnw" # local only
export ES_URL=https://localhost:9200
curl -k -H "Authorization: ApiKey $ES_API_KEY" \\
     "$ES_URL/_cluster/health?pretty"
`,
  `if [ -f .env ]; then . ./.env || exit 1; fi
for host in a b 'c d'; do
  K=\${ES_KEY:-"d e"} sudo -u es timeout 10 curl -sS -H 'Authorization: ApiKey $K' "https://$host:9200/" | jq -r '.x'
done
case "$1" in
  start|stop) ssh root@h "curl -d '{\\"a\\": \\"$B\\"}' http://x" ;;
  *) echo "no \`date +%s\` $(echo "a $(( 1 + 2 ))")" >&2 ;;
esac
`,
  `cat > x.yml <<EOF
elasticsearch.api_key: $KEY
path: \\$HOME \`date\`
EOF
mysend() { local key=$1; curl -H "@-" <<< "Authorization: ApiKey $key"; }
bash -c 'export K=abc; curl -H "Authorization: ApiKey \${K%%=*}" '"$U" # x
bash <<-'END'
\tcurl -H "x: $K" http://u
\tEND
( cd /tmp && K+=x; export K ) & : "\${K:=v}" ; H=(-H "a b") ; curl "\${H[@]}" {a,b}*.txt $'a\\n\\x41'
`,
  `set -a; . ./.env; set +a; export $(grep -v '^#' .env | xargs); source <(cat b.env)
args=(-sS -H "Authorization: ApiKey $(printf '%s:%s' "$ID" "$KEY" | base64 -w0)") ; [ -n "$CA" ] && args+=(--cacert "$CA")
load() { K=$(vault kv get -field=k es); local L=\`echo -n "$ID:$K"\`; }
send() { local path=$1; shift; load; curl "\${args[@]}" -H "X: \${1:-$K}" "$URL$path" "$@"; }
main() { send "$1/_doc" "\${2:-x}" || send2 "\${args[1]}"; }
main https://x 'a b'
HERE="$( cd -- "$( dirname -- "\${BASH_SOURCE[0]:-$0}" )" &> /dev/null && pwd )"; read -r L < "$HERE/f"
case "$1" in load) "$1" ;; *) . "\${0%/*}/.env" || "do_$1" ;; esac
M="id:$(cat "$HERE/../k" | base64)\${M:-$(<f)}" ; N=$(echo "$M" | base64 -d | tr -d '\\n' | openssl base64)
K=$(echo -n id:key | base64) ; H=$(cat <<E
id:$K
E
) ; "\${args[@]}" ; unset args ; trap load EXIT
`,
];

/** Texts of the tokens that a shell's grammar is made of, in any order. */
export const shellText = fc.array(fc.constantFrom(...PIECES.shell), { maxLength: 14 }).map((tokens) => tokens.join(""));
