#!/bin/sh
set -eu
terraform init -input=false
terraform apply -input=false -auto-approve -var-file=prod.tfvars
