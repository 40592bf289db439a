#@ file: infra/archive/main.tf
# The provider itself works with a user.
provider "elasticstack" {
  elasticsearch {
    endpoints = ["https://es.logs.corp.example:9200"]
    username  = "terraform"
    password  = var.password
  }
}

variable "password" {
  type      = string
  sensitive = true
}

resource "elasticstack_elasticsearch_index_template" "audit" {
  name           = "audit"
  index_patterns = ["audit-*"]
  data_stream {}

  elasticsearch_connection {
    endpoints = ["https://hulk-es-http.default.svc:9200"]
    api_key   = "{{essu}}"
    #! wrong-key-type error at {{essu}}
    #! hard-coded-key information at {{essu}}
    #? terraform-elasticstack kind=elastic-cloud-api-key form=essu target=eck/elasticsearch verdict=mismatch at {{essu}}
    insecure  = true
    #! tls-verification-off information at insecure  = true
  }
}
