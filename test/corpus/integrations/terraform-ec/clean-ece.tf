#@ file: infra/ece/providers.tf
#@ also: infra/ece/ece.auto.tfvars
#@| ece_key = "{{ece}}"
# Elastic Cloud Enterprise in the two data centres
variable "ece_key" {
  type        = string
  sensitive   = true
  description = "Key of the service user svc-terraform"
}

variable "ece_password" {
  type      = string
  sensitive = true
}

locals {
  ece_host = "ece.corp.example"
}

provider "ec" {
  endpoint = "https://${local.ece_host}:12443"
  apikey   = var.ece_key
  #? terraform-ec kind=ece-api-key form=ece at var.ece_key
}

# the old installation knows no keys
provider "ec" {
  alias    = "old"
  endpoint = "https://ece-old.corp.example:12443"
  username = "svc-terraform"
  password = var.ece_password
  insecure = true
}
