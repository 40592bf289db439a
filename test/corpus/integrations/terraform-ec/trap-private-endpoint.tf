#@ file: infra/cloud/providers.tf
#@ also: infra/cloud/terraform.tfvars
#@| apikey = "{{essu}}"
# What stands behind the gateway, this file does not tell.
variable "apikey" {
  type      = string
  sensitive = true
}

variable "endpoint" {
  type    = string
  default = "https://cloud-gateway.corp.example"
}

provider "ec" {
  endpoint            = var.endpoint
  apikey              = var.apikey
  #? terraform-ec kind=elastic-cloud-api-key form=essu verdict=unknown at var.apikey
  timeout             = "90s"
  verbose             = true
  verbose_file        = "request.log"
  verbose_credentials = false
  insecure            = false
}
