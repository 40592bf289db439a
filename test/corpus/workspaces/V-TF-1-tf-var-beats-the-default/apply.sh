#!/bin/bash
set -euo pipefail
cd "$(dirname "$0")"
set -a
. ./.env
set +a
terraform init -input=false
terraform apply -input=false -auto-approve
