#@ file: infra/ece/main.tf
#@ also: infra/ece/terraform.tfvars
#@| ece_key = "{{ece}}"
# The endpoint stood in the module that was deleted last week.
terraform {
  required_providers {
    ec = {
      source = "elastic/ec"
    }
  }
}

variable "ece_key" {
  type      = string
  sensitive = true
}

provider "ec" {
  apikey = var.ece_key
  #! wrong-key-type warning at var.ece_key
  #? terraform-ec kind=ece-api-key form=ece target=elastic-cloud/cloud verdict=mismatch at var.ece_key
}

data "ec_stack" "latest" {
  version_regex = "latest"
  region        = "ece-region"
}
