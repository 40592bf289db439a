#@ file: bin/keys.sh
#!/bin/sh
# Shows the keys of three organizations; two of the lines were cut by the terminal.
set -eu

first="{{essu-cut}}"
#~ hard-coded-key information at {{essu-cut}}
second="{{secret}}"
#~ hard-coded-key information at {{secret}}

ecctl auth key list --api-key "$first"
#!c damaged-key error at $first
#!c checksum-mismatch warning at $first
ecctl auth key list --api-key "$second"
#! half-a-key error at $second
ecctl auth key list --api-key "ApiKey $ORG_KEY"
#!a unwanted-scheme error at ApiKey $ORG_KEY
#!a unwanted-scheme error at $ORG_KEY

# deployments of the installation
ecctl deployment list --config ece

date -Is > /var/tmp/keys.last
