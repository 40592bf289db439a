#@ file: dev/main.tf
# docker compose up -d first
terraform {
  required_providers {
    elasticstack = {
      source = "elastic/elasticstack"
    }
  }
}

provider "elasticstack" {
  elasticsearch {
    endpoints = ["http://localhost:9200"]
    api_key   = "{{encoded}}"
    #! hard-coded-key information at {{encoded}}
    #? terraform-elasticstack kind=elasticsearch-api-key form=encoded target=self-managed/elasticsearch verdict=fits at {{encoded}}
  }
  kibana {
    endpoints = ["http://127.0.0.1:5601"]
    api_key   = "{{encoded}}" # keyfit-disable-line hard-coded-key -- only the container knows it
    #? terraform-elasticstack kind=elasticsearch-api-key form=encoded target=self-managed/kibana verdict=fits at {{encoded}}
  }
}

resource "elasticstack_elasticsearch_index_lifecycle" "short" {
  name = "short"
  hot {
    min_age = "1h"
    rollover {
      max_age = "1d"
    }
  }
  delete {
    min_age = "2d"
    delete {}
  }
}
