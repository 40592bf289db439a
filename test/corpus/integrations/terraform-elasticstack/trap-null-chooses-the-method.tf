#@ file: modules/stack/providers.tf
# Exactly one of the two is not null.
variable "api_key" {
  type      = string
  sensitive = true
  default   = null
}

variable "username" {
  type    = string
  default = null
}

variable "password" {
  type      = string
  sensitive = true
  default   = null
}

variable "endpoints" {
  type = list(string)
}

provider "elasticstack" {
  elasticsearch {
    endpoints = var.endpoints
    api_key   = var.api_key
    username  = var.api_key == null ? var.username : null
    password  = var.api_key == null ? var.password : null
  }
}
