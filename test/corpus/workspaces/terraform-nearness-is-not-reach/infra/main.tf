variable "es_api_key" {
  type      = string
  sensitive = true
}

terraform {
  required_providers {
    elasticstack = {
      source = "elastic/elasticstack"
    }
  }
}

provider "elasticstack" {
  elasticsearch {
    endpoints = ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"]
    api_key   = var.es_api_key
    #? terraform-elasticstack form=reference target=ech/elasticsearch at var.es_api_key
  }
}
