#!/bin/sh
set -eu
TF_VAR_es_api_key={{encoded3}}
#~ shadowed-key warning at {{encoded3}}
#~ hard-coded-key information at {{encoded3}}
export TF_VAR_es_api_key
terraform init -input=false
terraform apply -input=false -auto-approve
