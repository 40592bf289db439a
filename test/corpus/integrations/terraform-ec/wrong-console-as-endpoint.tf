#@ file: infra/cloud/providers.tf
# The address from the browser
terraform {
  required_providers {
    ec = {
      source = "elastic/ec"
    }
  }
}

provider "ec" {
  endpoint = "https://cloud.elastic.co"
  #! wrong-endpoint error at https://cloud.elastic.co
  apikey   = var.apikey
}

variable "apikey" {
  type        = string
  sensitive   = true
  description = "Made under Organization, API keys"
}

resource "ec_deployment_traffic_filter" "vpn" {
  name   = "vpn"
  region = "gcp-europe-west3"
  type   = "ip"
  rule {
    source = "198.51.100.0/24"
  }
}
