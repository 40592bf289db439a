#@ file: infra/archive/main.tf
#@ also: infra/archive/terraform.tfvars
#@| main_key    = "{{encoded}}"
#@| archive_key = "{{encoded2}}"
#@| kibana_key  = "{{encoded3}}"
variable "main_key" {
  type      = string
  sensitive = true
}
variable "archive_key" {
  type      = string
  sensitive = true
}
variable "kibana_key" {
  type      = string
  sensitive = true
}

provider "elasticstack" {
  elasticsearch {
    endpoints = ["https://es.logs.corp.example:9200"]
    api_key   = var.main_key
    #? terraform-elasticstack kind=elasticsearch-api-key form=encoded target=unknown/elasticsearch verdict=fits id={{id}} at var.main_key
  }
}

resource "elasticstack_elasticsearch_snapshot_repository" "archive" {
  name = "archive"

  gcs {
    bucket = "acme-es-archive"
  }

  # this one lives on another cluster
  elasticsearch_connection {
    endpoints = ["https://hulk-es-http.default.svc:9200"]
    api_key   = var.archive_key
    #? terraform-elasticstack kind=elasticsearch-api-key form=encoded target=eck/elasticsearch verdict=fits id={{id2}} at var.archive_key
  }
}

resource "elasticstack_kibana_space" "archive" {
  space_id = "archive"
  name     = "Archive"

  kibana_connection {
    endpoints = ["https://hulk-kb-http.default.svc:5601"]
    api_key   = var.kibana_key
    #? terraform-elasticstack kind=elasticsearch-api-key form=encoded target=eck/kibana verdict=fits id={{id3}} at var.kibana_key
  }
}
