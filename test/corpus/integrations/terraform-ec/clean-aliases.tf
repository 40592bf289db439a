#@ file: infra/cloud/providers.tf
#@ also: infra/cloud/terraform.tfvars
#@| key_of_acme     = "{{essu}}"
#@| key_of_acme_gov = "{{essu2}}"
/*
  Two organizations: the commercial one and the one in GovCloud.
  They have nothing in common but this folder.
*/
variable "key_of_acme" {
  type      = string
  sensitive = true
}

variable "key_of_acme_gov" {
  type      = string
  sensitive = true
}

provider "ec" {
  apikey = var.key_of_acme
  #? terraform-ec kind=elastic-cloud-api-key form=essu target=elastic-cloud/cloud verdict=fits at var.key_of_acme
}

provider "ec" {
  alias    = "gov"
  endpoint = "https://api.us-gov-east-1.aws.elastic-cloud.com"
  apikey   = var.key_of_acme_gov
  #? terraform-ec kind=elastic-cloud-api-key form=essu target=elastic-cloud/cloud verdict=fits at var.key_of_acme_gov
}

resource "ec_deployment_traffic_filter" "office" {
  provider = ec.gov
  name     = "office"
  region   = "us-gov-east-1"
  type     = "ip"

  rule {
    source = "192.0.2.0/24"
  }
}
