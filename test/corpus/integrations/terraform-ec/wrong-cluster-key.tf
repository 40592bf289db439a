#@ file: infra/cloud/main.tf
# The key of the logging cluster, taken from the wiki
terraform {
  required_providers {
    ec = {
      source  = "elastic/ec"
      version = "~> 0.12"
    }
  }
}

variable "apikey" {
  type      = string
  sensitive = true
  default   = "{{encoded}}"
  #! hard-coded-key information at {{encoded}}
}

provider "ec" {
  apikey = var.apikey
  #! wrong-key-type error at var.apikey
  #? terraform-ec kind=elasticsearch-api-key form=encoded target=elastic-cloud/cloud verdict=mismatch id={{id}} at var.apikey
}

data "ec_deployment" "logging" {
  id = "f759065e5e64e9f3546f6c44f2743893"
}
