#@ file: infra/stack/providers.tf
# Kibana and Fleet have no credentials of their own and take those above.
terraform {
  required_providers {
    elasticstack = {
      source  = "elastic/elasticstack"
      version = "~> 0.16"
    }
  }
}

provider "elasticstack" {
  elasticsearch {
    endpoints = [var.elasticsearch_url]
    api_key   = var.stack_key
  }
  kibana {
    endpoints = [var.kibana_url]
  }
  fleet {
    endpoint = var.kibana_url
  }
}

variable "elasticsearch_url" {
  type    = string
  default = "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"
}

variable "kibana_url" {
  type    = string
  default = "https://my-deployment-d53192.kb.us-east-1.aws.elastic-cloud.com:443"
}

variable "stack_key" {
  type        = string
  sensitive   = true
  description = "Encoded form. export TF_VAR_stack_key=..."
}
