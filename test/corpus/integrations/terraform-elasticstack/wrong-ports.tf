#@ file: infra/stack/providers.tf
# Ports from other days
provider "elasticstack" {
  alias = "project"
  elasticsearch {
    endpoints = ["https://my-project-alias-df6c6d.es.us-east-1.aws.elastic.cloud:9243"]
    #! wrong-port error at https://my-project-alias-df6c6d.es.us-east-1.aws.elastic.cloud:9243
    api_key   = var.project_key
  }
}

provider "elasticstack" {
  alias = "own"
  elasticsearch {
    endpoints = ["https://es01.corp.example:9300", "https://es02.corp.example:9200"]
    #! wrong-port warning at https://es01.corp.example:9300
    api_key   = var.own_key
  }
}

variable "project_key" {
  type      = string
  sensitive = true
}

variable "own_key" {
  type      = string
  sensitive = true
}
