#@ file: bin/secure-settings.sh
#@ uses: none
#!/bin/bash
# Secure settings that are no keys of Elastic.
set -euo pipefail
cd /usr/share/elasticsearch

echo "$S3_ACCESS" | bin/elasticsearch-keystore add --stdin -f s3.client.default.access_key
echo "$S3_SECRET" | bin/elasticsearch-keystore add --stdin -f s3.client.default.secret_key
printf '%s' "$HTTP_PASS" | bin/elasticsearch-keystore add -x xpack.security.http.ssl.keystore.secure_password
bin/elasticsearch-keystore add -x xpack.notification.slack.account.ops.secure_url <<< "$SLACK_URL"
bin/elasticsearch-keystore add-file gcs.client.default.credentials_file /run/secrets/gcs.json
echo "nineteen-herons-7" | bin/elasticsearch-keystore add --stdin bootstrap.password

# removing and showing takes no value
bin/elasticsearch-keystore remove cluster.remote.old.credentials
bin/elasticsearch-keystore show cluster.remote.east.credentials > /dev/null
cd /usr/share/kibana
echo "$KIBANA_ENC" | bin/kibana-keystore add --stdin xpack.encryptedSavedObjects.encryptionKey
