#@ file: infra/stack/providers.tf
# Copied from a curl command
provider "elasticstack" {
  alias = "scheme"
  elasticsearch {
    endpoints = ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"]
    api_key   = "ApiKey {{encoded}}"
    #!a unwanted-scheme error at ApiKey {{encoded}}
    #!a unwanted-scheme error at {{encoded}}
    #!b hard-coded-key information at ApiKey {{encoded}}
    #!b hard-coded-key information at {{encoded}}
  }
}

provider "elasticstack" {
  alias = "service_token"
  elasticsearch {
    endpoints = ["https://es.logs.corp.example:9200"]
    api_key   = "{{service-token}}"
    #! not-an-api-key error at {{service-token}}
    #~ hard-coded-key information at {{service-token}}
  }
}

provider "elasticstack" {
  alias = "user"
  kibana {
    endpoints = ["https://kibana.logs.corp.example:5601"]
    api_key   = var.who
    #! not-an-api-key error at var.who
  }
}

variable "who" {
  type    = string
  default = "elastic:nineteen-herons-7"
  #~ hard-coded-key information at elastic:nineteen-herons-7
}
