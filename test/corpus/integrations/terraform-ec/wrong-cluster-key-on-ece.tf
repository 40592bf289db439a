#@ file: infra/ece/main.tf
#@ also: infra/ece/terraform.tfvars
#@| ece_key = "{{encoded}}"
# A key of one of the deployments that run on the installation
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
  endpoint = "https://ece.corp.example:12443"
  apikey   = var.ece_key
  #! wrong-key-type error|warning at var.ece_key
  #? terraform-ec form=encoded id={{id}} at var.ece_key
}

resource "ec_deployment_extension" "synonyms" {
  name           = "synonyms"
  version        = "*"
  extension_type = "bundle"
  file_path      = "synonyms.zip"
}
