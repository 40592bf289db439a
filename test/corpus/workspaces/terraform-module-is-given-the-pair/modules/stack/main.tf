terraform {
  required_providers {
    elasticstack = {
      source = "elastic/elasticstack"
    }
  }
}

provider "elasticstack" {
  elasticsearch {
    endpoints = [var.endpoint]
    api_key   = var.api_key
    #! wrong-encoding error at var.api_key
    #? terraform-elasticstack kind=elasticsearch-api-key form=pair target=ech/elasticsearch verdict=fits id={{id}} at var.api_key
  }
}

resource "elasticstack_elasticsearch_index_lifecycle" "logs" {
  name = "logs"
  delete {
    min_age = "30d"
    delete {}
  }
}
