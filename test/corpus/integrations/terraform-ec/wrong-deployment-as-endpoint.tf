#@ file: infra/cloud/providers.tf
#@ also: infra/cloud/variables.tf
#@| variable "endpoint" {
#@|   type    = string
#@|   default = "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"
#@| }
#@| variable "apikey" {
#@|   type      = string
#@|   sensitive = true
#@| }
# This provider manages deployments; the cluster itself is the other provider's.
terraform {
  required_version = ">= 1.9"
  required_providers {
    ec = {
      source = "elastic/ec"
    }
  }
}

provider "ec" {
  endpoint = var.endpoint
  #! wrong-endpoint error at var.endpoint
  apikey   = var.apikey
}

data "ec_deployment" "logging" {
  id = "f759065e5e64e9f3546f6c44f2743893"
}

output "version" {
  value = data.ec_deployment.logging.elasticsearch[0].version
}
