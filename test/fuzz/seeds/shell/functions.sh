HERE="$( cd -- "$( dirname -- "${BASH_SOURCE[0]:-$0}" )" &> /dev/null && pwd )"
set -a; . "$HERE/.env"; set +a
args=(-sS -H "Authorization: ApiKey ${ES_API_KEY:?no key}")
[ -n "${CA:-}" ] && args+=(--cacert "$CA")
send() {
  local path=$1; shift
  curl "${args[@]}" -H "X: ${1:-none}" "$ES_URL$path" "$@"
}
for host in a b 'c d'; do
  case "$host" in
    a|b) send "/_doc/$host" --data-binary @- <<< '{"a": 1}' ;;
    *) echo "no `date +%s` $(( 1 + 2 ))" >&2; continue ;;
  esac
done
if ! read -r KEY < "$HERE/key"; then KEY=$(vault kv get -field=k es); fi
export KEY
trap 'rm -f "$HERE/x"' EXIT
send /_bulk "${@:2}" || exit 1
