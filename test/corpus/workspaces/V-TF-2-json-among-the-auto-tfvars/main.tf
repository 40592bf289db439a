terraform {
  required_version = ">= 1.9"
  required_providers {
    elasticstack = {
      source  = "elastic/elasticstack"
      version = "~> 0.16"
    }
  }
}

provider "elasticstack" {
  elasticsearch {
    endpoints = ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"]
    api_key   = var.es_api_key
    #? terraform-elasticstack kind=elasticsearch-api-key form=encoded target=ech/elasticsearch verdict=fits state=open id={{id2}} at var.es_api_key
  }
}
