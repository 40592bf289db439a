variable "es_api_key" {
  type      = string
  sensitive = true
  default   = "{{encoded}}"
  #~ shadowed-key warning at {{encoded}}
  #~ hard-coded-key information at {{encoded}}
}

provider "elasticstack" {
  elasticsearch {
    endpoints = ["https://es.logs.corp.example:9200"]
    api_key   = var.es_api_key
    #! wrong-encoding error at var.es_api_key
    #? terraform-elasticstack kind=elasticsearch-api-key form=pair target=unknown/elasticsearch verdict=fits id={{id2}} at var.es_api_key
  }
}

resource "elasticstack_elasticsearch_index" "audit" {
  name = "audit"
}
