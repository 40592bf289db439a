#!/bin/sh
set -eu
export TF_VAR_es_api_key={{encoded3}}
#~ shadowed-key warning at {{encoded3}}
#~ hard-coded-key information at {{encoded3}}
terraform apply -input=false -auto-approve
