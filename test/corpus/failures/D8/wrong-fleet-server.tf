#@ file: infra/fleet/provider.tf
terraform {
  required_version = ">= 1.9"
  required_providers {
    elasticstack = { source = "elastic/elasticstack", version = "~> 0.16" }
  }
}

variable "fleet_key" {
  type      = string
  sensitive = true
}

provider "elasticstack" {
  fleet {
    endpoint = "https://my-deployment-d53192.fleet.us-east-1.aws.elastic-cloud.com:443"
    #! wrong-endpoint error at https://my-deployment-d53192.fleet.us-east-1.aws.elastic-cloud.com:443
    api_key  = var.fleet_key
  }
}

resource "elasticstack_fleet_agent_policy" "nodes" {
  name      = "nodes"
  namespace = "default"
}
