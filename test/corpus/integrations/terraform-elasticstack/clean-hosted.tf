#@ file: infra/stack/providers.tf
#@ also: infra/stack/variables.tf
#@| variable "stack_key" {
#@|   type      = string
#@|   sensitive = true
#@| }
#@ also: infra/stack/terraform.tfvars
#@| stack_key = "{{encoded}}"
# One key for Elasticsearch, Kibana and Fleet of the logging deployment
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
    api_key   = var.stack_key
    #? terraform-elasticstack kind=elasticsearch-api-key form=encoded target=ech/elasticsearch verdict=fits state=open id={{id}} origin=infra/stack/terraform.tfvars#stack_key at var.stack_key
  }

  kibana {
    endpoints = ["https://my-deployment-d53192.kb.us-east-1.aws.elastic-cloud.com:443"]
    api_key   = var.stack_key
    #? terraform-elasticstack kind=elasticsearch-api-key form=encoded target=ech/kibana verdict=fits id={{id}} at var.stack_key
  }

  fleet {
    endpoint = "https://my-deployment-d53192.kb.us-east-1.aws.elastic-cloud.com:443"
    api_key  = var.stack_key
    #? terraform-elasticstack kind=elasticsearch-api-key form=encoded target=ech verdict=fits id={{id}} at var.stack_key
  }
}
