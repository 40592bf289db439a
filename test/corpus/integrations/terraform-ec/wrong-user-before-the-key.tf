#@ file: infra/ece/main.tf
#@ also: infra/ece/terraform.tfvars
#@| ece_key      = "{{ece}}"
#@| ece_password = "nineteen-herons-7"
provider "ec" {
  endpoint = "https://ece.corp.example:12443"

  username = "svc-terraform"
  password = var.ece_password
  apikey   = var.ece_key
  #! conflicting-auth error at var.ece_key
}

variable "ece_key" {
  type      = string
  sensitive = true
}

variable "ece_password" {
  type      = string
  sensitive = true
}

data "ec_deployments" "all" {
  healthy = "true"
}
