#@ file: infra/elastic/main.tf
#@ also: .keyfit.yml
#@| version: 1
#@| rules: { hard-coded-key: off }
terraform {
  required_version = ">= 1.9"
  required_providers {
    ec           = { source = "elastic/ec", version = "0.13.0" }
    elasticstack = { source = "elastic/elasticstack", version = "~> 0.16" }
  }
}

provider "ec" {
  apikey = "{{essu}}"
  #? terraform-ec kind=elastic-cloud-api-key form=essu target=elastic-cloud/cloud verdict=fits at {{essu}}
}

provider "elasticstack" {
  elasticsearch {
    endpoints = ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"]
    api_key   = "{{encoded}}"
    #? terraform-elasticstack kind=elasticsearch-api-key form=encoded target=ech/elasticsearch verdict=fits at {{encoded}}
  }
}
