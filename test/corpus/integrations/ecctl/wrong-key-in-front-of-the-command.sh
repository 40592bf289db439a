#@ file: bin/plan.sh
#!/bin/bash
# Both programs read the variable by themselves.
set -euo pipefail
cd infra

terraform init -input=false
EC_API_KEY={{encoded}} terraform plan -input=false
#! wrong-key-type error at {{encoded}}
#! hard-coded-key information at {{encoded}}
#? terraform-ec form=encoded target=elastic-cloud/cloud verdict=mismatch at {{encoded}}

for id in $(cat ids.txt); do
  EC_HOST=https://api.elastic-cloud.com EC_API_KEY={{essu}} ecctl deployment show "$id" > "$id.json"
  #! hard-coded-key information at {{essu}}
  #? ecctl form=essu target=elastic-cloud/cloud verdict=fits at {{essu}}
done

EC_API_KEY={{pair2}} ./tools/report.py ids.txt
wc -l ids.txt
