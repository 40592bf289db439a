#@ file: infra/elastic/main.tf
terraform {
  required_version = ">= 1.9"
  required_providers {
    ec           = { source = "elastic/ec", version = "0.13.0" }
    elasticstack = { source = "elastic/elasticstack", version = "~> 0.16" }
  }
}

# deployments
provider "ec" {
  apikey = "{{encoded}}"
  #! wrong-key-type error at {{encoded}}
  #! hard-coded-key information at {{encoded}}
  #? terraform-ec kind=elasticsearch-api-key form=encoded target=elastic-cloud/cloud verdict=mismatch at {{encoded}}
}

# what is inside them
provider "elasticstack" {
  elasticsearch {
    endpoints = ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"]
    api_key   = "{{essu}}"
    #! wrong-key-type error at {{essu}}
    #! hard-coded-key information at {{essu}}
    #? terraform-elasticstack kind=elastic-cloud-api-key form=essu target=ech/elasticsearch verdict=mismatch at {{essu}}
  }
}
