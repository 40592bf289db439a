#@ file: infra/search/main.tf
// Serverless project of the shop's search
locals {
  project = "my-project-alias-df6c6d"
  zone    = "us-east-1.aws.elastic.cloud"
  key     = var.search_key
}

variable "search_key" {
  type      = string
  sensitive = true
  default   = "{{encoded}}"
  #! hard-coded-key information at {{encoded}}
}

provider "elasticstack" {
  elasticsearch {
    endpoints = ["https://${local.project}.es.${local.zone}:443"]
    api_key   = local.key
    #? terraform-elasticstack kind=serverless-project-api-key form=encoded target=serverless/elasticsearch verdict=fits id={{id}} host=my-project-alias-df6c6d.es.us-east-1.aws.elastic.cloud at local.key
  }
  kibana {
    endpoints = ["https://${local.project}.kb.${local.zone}:443"]
    api_key   = local.key
    #? terraform-elasticstack kind=serverless-project-api-key form=encoded target=serverless/kibana verdict=fits id={{id}} at local.key
  }
}

resource "elasticstack_elasticsearch_index" "products" {
  name = "products"
  mappings = jsonencode({
    properties = {
      title = { type = "text" }
      price = { type = "scaled_float", scaling_factor = 100 }
    }
  })
}
