#@ file: provision/remotes.sh
#!/usr/bin/env bash
set -euo pipefail
BIN=/usr/share/elasticsearch/bin

for ALIAS in east north; do
  printf '%s\n' "$REMOTE_KEY" \
  #? elasticsearch-remote-cluster form=reference target=unknown/remote-cluster verdict=unknown at $REMOTE_KEY
    | "$BIN/elasticsearch-keystore" add --stdin --force "cluster.remote.$ALIAS.credentials"
done

# several lines at once, and what other programs print, is not followed
printf '%s\n%s\n' "$EAST_KEY" "$NORTH_KEY" | "$BIN/elasticsearch-keystore" add -x cluster.remote.east.credentials cluster.remote.north.credentials
echo "$SOUTH_KEY" | tr -d '\r' | "$BIN/elasticsearch-keystore" add -x cluster.remote.south.credentials
vault kv get -field=key kv/es/lab | "$BIN/elasticsearch-keystore" add -x cluster.remote.lab.credentials
echo "not fed to it"; "$BIN/elasticsearch-keystore" add cluster.remote.other.credentials
