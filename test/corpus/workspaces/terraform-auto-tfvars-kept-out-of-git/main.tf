terraform {
  required_version = ">= 1.9"
  required_providers {
    elasticstack = {
      source  = "elastic/elasticstack"
      version = "~> 0.16"
    }
  }
}

variable "writer_key" {
  type      = string
  sensitive = true
}

provider "elasticstack" {
  elasticsearch {
    endpoints = ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"]
    api_key   = var.writer_key
    #! wrong-encoding error at var.writer_key
    #? terraform-elasticstack kind=elasticsearch-api-key form=pair target=ech/elasticsearch verdict=fits state=open id={{id}} origin=secrets.auto.tfvars#writer_key at var.writer_key
  }
}
