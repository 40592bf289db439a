#@ file: infra/stack/providers.tf
#@ uses: none
# No key anywhere: a user here, a JWT there
provider "elasticstack" {
  elasticsearch {
    endpoints = ["https://es.logs.corp.example:9200"]
    username  = "terraform"
    password  = var.password
    insecure  = true
  }
  kibana {
    endpoints = ["https://kibana.logs.corp.example:5601"]
    username  = "terraform"
    password  = var.password
    insecure  = true
  }
}

provider "elasticstack" {
  alias = "jwt"
  elasticsearch {
    endpoints                = ["http://es.dev.corp.example:9200"]
    bearer_token             = "{{jwt}}"
    es_client_authentication = var.shared_secret
  }
}

variable "password" {
  type      = string
  sensitive = true
}

variable "shared_secret" {
  type      = string
  sensitive = true
}
