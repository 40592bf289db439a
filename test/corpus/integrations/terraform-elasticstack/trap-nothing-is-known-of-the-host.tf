#@ file: infra/stack/main.tf
#@ also: infra/stack/terraform.tfvars
#@| es_key      = "{{essu}}"
#@| kibana_key  = "{{essu}}"
#@| fleet_key   = "{{encoded}}"
# Behind our own names there may be a project of Elastic Cloud, or not.
provider "elasticstack" {
  elasticsearch {
    endpoints = ["https://search.corp.example"]
    api_key   = var.es_key
    #? terraform-elasticstack kind=elastic-cloud-api-key form=essu target=unknown/elasticsearch verdict=unknown at var.es_key
  }
  kibana {
    endpoints = ["https://dashboards.corp.example/kibana"]
    api_key   = var.kibana_key
    #? terraform-elasticstack kind=elastic-cloud-api-key form=essu target=unknown/kibana verdict=unknown at var.kibana_key
  }
  fleet {
    # a port proves nothing
    endpoint = "https://fleet.corp.example:8220"
    api_key  = var.fleet_key
    #? terraform-elasticstack kind=elasticsearch-api-key form=encoded target=unknown at var.fleet_key
  }
}

variable "es_key" {
  type      = string
  sensitive = true
}
variable "kibana_key" {
  type      = string
  sensitive = true
}
variable "fleet_key" {
  type      = string
  sensitive = true
}
