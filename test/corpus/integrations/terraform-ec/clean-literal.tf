#@ file: sandbox/main.tf
# Throw-away organization of the training, closed every Friday
terraform {
  required_providers {
    ec = {
      source = "elastic/ec"
    }
  }
}

provider "ec" {
  endpoint = "https://api.elastic-cloud.com"
  apikey   = "{{essu}}"
  #! hard-coded-key information at {{essu}}
  #? terraform-ec kind=elastic-cloud-api-key form=essu target=elastic-cloud/cloud verdict=fits at {{essu}}
  timeout  = "2m"
}

resource "ec_observability_project" "training" {
  name      = "training"
  region_id = "aws-eu-west-1"
}
