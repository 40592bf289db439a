#@ file: infra/ece/providers.tf
# "only one of of apikey or username and password can be specified"
terraform {
  required_providers {
    ec = {
      source = "elastic/ec"
    }
  }
}

provider "ec" {
  endpoint = "https://ece.corp.example:12443"
  apikey   = var.ece_key
  username = "svc-terraform"
  #! conflicting-auth error at svc-terraform
  password = var.ece_password
}

variable "ece_key" {
  type      = string
  sensitive = true
}

variable "ece_password" {
  type      = string
  sensitive = true
}
