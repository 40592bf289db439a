# The variable's name says what belongs in it; the value is a cluster's key.
terraform {
  required_providers {
    ec = {
      source  = "elastic/ec"
      version = "~> 0.12"
    }
  }
}

variable "ec_apikey" {
  type      = string
  sensitive = true
}

provider "ec" {
  apikey = var.ec_apikey
  #! wrong-key-type error at var.ec_apikey
  #? terraform-ec kind=elasticsearch-api-key form=encoded target=elastic-cloud/cloud verdict=mismatch id={{id}} at var.ec_apikey
}
