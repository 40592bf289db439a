#@ file: infra/stack/main.tf
#@ also: infra/stack/variables.tf
#@| variable "beats_key" {
#@|   type      = string
#@|   sensitive = true
#@| }
#@ also: infra/stack/terraform.tfvars
#@| beats_key = "{{pair}}"
# The key that Filebeat has, and a second one from the same dialog
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
    endpoints = ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"]
    api_key   = var.beats_key
    #! wrong-encoding error at var.beats_key
    #? terraform-elasticstack kind=elasticsearch-api-key form=pair target=ech/elasticsearch verdict=fits id={{id}} at var.beats_key
  }
  kibana {
    endpoints = ["https://my-deployment-d53192.kb.us-east-1.aws.elastic-cloud.com:443"]
    api_key   = "{{pair2}}"
    #! wrong-encoding error at {{pair2}}
    #! hard-coded-key information at {{pair2}}
    #? terraform-elasticstack kind=elasticsearch-api-key form=pair target=ech/kibana verdict=fits at {{pair2}}
  }
}
