#!/bin/sh
# Plans without a key, to look at what would change
set -eu
cd "$(dirname "$0")"
TF_VAR_es_api_key=
export TF_VAR_es_api_key
terraform init -input=false -backend=false
terraform plan -input=false -refresh=false
