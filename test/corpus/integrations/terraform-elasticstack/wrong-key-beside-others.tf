#@ file: infra/stack/providers.tf
# "Attribute "elasticsearch[0].username" cannot be specified when "elasticsearch[0].api_key" is specified"
provider "elasticstack" {
  elasticsearch {
    endpoints = ["https://es.logs.corp.example:9200"]
    api_key   = var.stack_key
    username  = "elastic"
    #! conflicting-auth error at elastic
    password  = var.password
  }
}

provider "elasticstack" {
  alias = "audit"
  kibana {
    endpoints    = ["https://kibana.audit.corp.example:5601"]
    bearer_token = var.token
    api_key      = var.audit_key
    #! conflicting-auth error at var.audit_key
  }
}

resource "elasticstack_elasticsearch_enrich_policy" "owners" {
  name          = "owners"
  policy_type   = "match"
  indices       = ["owners"]
  match_field   = "host.name"
  enrich_fields = ["team"]

  elasticsearch_connection {
    endpoints = ["https://es.audit.corp.example:9200"]
    username  = "enrich"
    password  = var.password
    api_key   = var.audit_key
    #! conflicting-auth error at var.audit_key
  }
}

variable "stack_key" { type = string }
variable "audit_key" { type = string }
variable "token" { type = string }
variable "password" { type = string }
