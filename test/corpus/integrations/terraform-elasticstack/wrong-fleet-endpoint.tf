#@ file: infra/fleet/main.tf
# The Fleet API lives in Kibana; Fleet Server is where agents go.
terraform {
  required_providers {
    elasticstack = {
      source = "elastic/elasticstack"
    }
  }
}

provider "elasticstack" {
  fleet {
    endpoint = "https://my-deployment-d53192.fleet.us-east-1.aws.elastic-cloud.com:443"
    #! wrong-endpoint error at https://my-deployment-d53192.fleet.us-east-1.aws.elastic-cloud.com:443
    api_key  = var.fleet_key
  }
}

provider "elasticstack" {
  alias = "eck"
  fleet {
    endpoint = "https://hulk-agent-http.default.svc:8220"
    #! wrong-endpoint error at https://hulk-agent-http.default.svc:8220
    api_key  = var.eck_key
    ca_certs = ["/etc/hulk/ca.crt"]
  }
}

provider "elasticstack" {
  alias = "project"
  fleet {
    endpoint = var.project_url
    #! wrong-endpoint error at var.project_url
    api_key  = var.project_key
  }
}

variable "project_url" {
  type    = string
  default = "https://my-project-alias-df6c6d.es.us-east-1.aws.elastic.cloud:443"
}
variable "fleet_key" { type = string }
variable "eck_key" { type = string }
variable "project_key" { type = string }
