#@ file: examples/deployment/provider.tf
# Copy this folder, then put your own key in.
terraform {
  required_version = ">= 1.0"

  required_providers {
    ec = {
      source = "elastic/ec"
    }
  }
}

provider "ec" {
  apikey = "<apikey value>"
  #? terraform-ec form=placeholder target=elastic-cloud/cloud verdict=unknown at <apikey value>
}

provider "ec" {
  alias  = "second"
  apikey = var.second
  #? terraform-ec form=placeholder target=elastic-cloud/cloud verdict=unknown at var.second
}

variable "second" {
  type    = string
  default = "<enter your Elastic Cloud API key>"
}

provider "ec" {
  alias  = "third"
  apikey = "essu_..."
  #? terraform-ec form=placeholder target=elastic-cloud/cloud verdict=unknown at essu_...
}
