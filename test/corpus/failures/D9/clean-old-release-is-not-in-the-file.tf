#@ file: infra/indices/main.tf
# "unable to authenticate user [] for REST request": one resource of an old release did not send the key.
terraform {
  required_version = ">= 1.3"
  required_providers {
    elasticstack = { source = "elastic/elasticstack", version = "0.11.0" }
  }
}

variable "es_key" {
  type      = string
  sensitive = true
}

provider "elasticstack" {
  elasticsearch {
    endpoints = ["https://es01.corp.example:9200"]
    api_key   = var.es_key
  }
}

resource "elasticstack_elasticsearch_index" "orders" {
  name                = "orders"
  deletion_protection = true
}
