# One provider manages deployments, the other what is in them. They take different keys.
terraform {
  required_providers {
    ec           = { source = "elastic/ec" }
    elasticstack = { source = "elastic/elasticstack" }
  }
}

variable "cloud_key" {
  type      = string
  sensitive = true
}

provider "ec" {
  apikey = var.cloud_key
}

provider "elasticstack" {
  elasticsearch {
    endpoints = ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"]
    api_key   = var.cloud_key
  }
  fleet {
    endpoint = "https://my-deployment-d53192.fleet.us-east-1.aws.elastic-cloud.com:443"
    api_key  = var.fleet_key
  }
}

variable "fleet_key" {
  type      = string
  sensitive = true
}
