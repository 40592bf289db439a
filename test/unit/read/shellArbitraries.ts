/** Shell text for the property tests: realistic scripts, and texts made of the shell's own tokens. */
import fc from "fast-check";

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

/** Units that mean something to a shell, and some that do not. */
const UNITS = "'\"`$\\\n \t;|&(){}<>#=%*?[]!~@:-+/,^aK1";

const TOKENS: readonly string[] = [
  "$(",
  "$((",
  "))",
  "${",
  "${K:-",
  "${K:=",
  "${#",
  "${K%%",
  "$K",
  "$1",
  "$@",
  "$'",
  '$"',
  "\\\n",
  "\r\n",
  '\\"',
  "||",
  "&&",
  ";;",
  "<<EOF\n",
  "<<-'E'\n",
  "\nEOF\n",
  "\nE\n",
  "<<<",
  "<(",
  ">&2",
  "2>",
  "K=",
  "K+=",
  "a[1]=",
  "(a b)",
  "export ",
  "local ",
  "shift\n",
  "f\n",
  'f x "$K"\n',
  "}\n",
  '"$@"',
  "${1:-d}",
  '"${a[@]}"',
  "${a[0]}",
  "${K:+-H ",
  "a=(",
  "a+=(",
  "$(echo -n ",
  "$(printf '%s:%s' ",
  " | base64",
  "$(cat f)",
  "$(<f)",
  "$0",
  "${0%/*}",
  "$(dirname ",
  "$(cd ",
  " && pwd)",
  " | base64 -d",
  "< f",
  "<(cat f)",
  "declare -x ",
  "if ",
  "then ",
  "else ",
  "fi",
  "for ",
  "in ",
  "do ",
  "done",
  "while ",
  "case ",
  "esac",
  "function ",
  "f() ",
  "[[ ",
  " ]]",
  "(( ",
  "curl ",
  "sh -c ",
  "bash -c ",
  "eval ",
  "env ",
  "sudo ",
  "timeout 5 ",
  "xargs ",
  "exec ",
  "set -a\n",
  "unset ",
  "read ",
  "time ",
  "! ",
  "\\`",
  "\\\\",
  "\\$",
  "{a,b}",
  "@(a|b)",
  "\uFEFF",
  "é",
  "😀",
  "\0",
  "\uD800",
];

/** Texts of the tokens that a shell's grammar is made of, in any order. */
export const shellText = fc
  .array(fc.constantFrom(...UNITS.split(""), ...TOKENS), { maxLength: 14 })
  .map((tokens) => tokens.join(""));
