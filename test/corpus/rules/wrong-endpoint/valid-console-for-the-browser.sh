#@ file: scripts/rotate.sh
# Tells where to make a new key, then checks the old one.
# shellcheck shell=bash
set -eu

cat <<'TEXT'
1. Open https://cloud.elastic.co/account/keys and create a key.
2. Put it into the vault, then run this script again.
TEXT

# is the console up at all? no key needed
curl -fsS -o /dev/null https://cloud.elastic.co/

# the API lives elsewhere: not https://cloud.elastic.co/api/v1/account
curl -fsS -o account.json \
  -H "Authorization: ApiKey ${EC_API_KEY:?}" \
  https://api.elastic-cloud.com/api/v1/account
