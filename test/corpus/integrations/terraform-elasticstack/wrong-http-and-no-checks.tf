#@ file: infra/stack/providers.tf
# The migration to TLS is half done.
provider "elasticstack" {
  elasticsearch {
    endpoints = [
      "http://es01.corp.example:9200",
      #! key-over-http warning at http://es01.corp.example:9200
      "https://es02.corp.example:9200",
    ]
    api_key  = var.stack_key
    insecure = true
    #! tls-verification-off information at insecure = true
  }
  kibana {
    endpoints = ["http://kibana:5601"]
    #! key-over-http information at http://kibana:5601
    api_key   = var.kibana_key
  }
  fleet {
    endpoint = var.fleet_url
    #! key-over-http warning at var.fleet_url
    api_key  = var.kibana_key
  }
}

variable "fleet_url" {
  type    = string
  default = "http://kibana.corp.example:5601"
}

variable "stack_key" {
  type      = string
  sensitive = true
}

variable "kibana_key" {
  type      = string
  sensitive = true
}
