#@ file: infra/cloud/main.tf
#@ also: infra/cloud/terraform.tfvars
#@| ec_apikey = "{{essu}}"
# The deployment comes from one provider, what is in it from the other.
variable "ec_apikey" {
  type      = string
  sensitive = true
}

provider "ec" {
  apikey = var.ec_apikey
}

resource "ec_deployment" "logging" {
  name                   = "logging"
  region                 = "gcp-europe-west3"
  version                = "9.2.1"
  deployment_template_id = "gcp-storage-optimized"

  elasticsearch = {
    hot = {
      autoscaling = {}
    }
  }
  kibana = {}
}

provider "elasticstack" {
  elasticsearch {
    endpoints = [ec_deployment.logging.elasticsearch.https_endpoint]
    username  = ec_deployment.logging.elasticsearch_username
    password  = ec_deployment.logging.elasticsearch_password
  }
  kibana {
    endpoints = [ec_deployment.logging.kibana.https_endpoint]
  }
}
