#@ file: infra/ece/providers.tf
# One module for installations with and without keys; null means not set.
variable "ece_key" {
  type      = string
  sensitive = true
  default   = null
}

variable "ece_user" {
  type    = string
  default = null
}

variable "ece_password" {
  type      = string
  sensitive = true
  default   = null
}

provider "ec" {
  endpoint = var.ece_endpoint
  apikey   = var.ece_key
  username = var.ece_key == null ? var.ece_user : null
  password = var.ece_key == null ? var.ece_password : null
}

variable "ece_endpoint" {
  type = string
}
