terraform {
  required_providers {
    ec = {
      source = "elastic/ec"
    }
  }
}

variable "apikey" {
  type      = string
  sensitive = true
}

provider "ec" {
  apikey = var.apikey
  #! wrong-key-type error at var.apikey
  #? terraform-ec kind=elasticsearch-api-key form=encoded target=elastic-cloud/cloud verdict=mismatch id={{id2}} at var.apikey
}

data "ec_stack" "latest" {
  version_regex = "latest"
  region        = "gcp-europe-west3"
}
