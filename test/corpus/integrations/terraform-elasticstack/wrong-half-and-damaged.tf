#@ file: infra/stack/main.tf
#@ also: infra/stack/terraform.tfvars
#@| secret_only = "{{secret}}"
# Each alias with another slip
provider "elasticstack" {
  alias = "half"
  elasticsearch {
    endpoints = ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"]
    api_key   = var.secret_only
    #! half-a-key error at var.secret_only
  }
}

provider "elasticstack" {
  alias = "echo_without_n"
  elasticsearch {
    endpoints = ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"]
    api_key   = "{{encoded-newline}}"
    #! damaged-key error at {{encoded-newline}}
    #! hard-coded-key information at {{encoded-newline}}
  }
}

provider "elasticstack" {
  alias = "twice"
  elasticsearch {
    endpoints = ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"]
    api_key   = base64encode(local.key)
    #! damaged-key error at base64encode(local.key)
  }
}

locals {
  key = "{{encoded}}"
  #! hard-coded-key information at {{encoded}}
}

variable "secret_only" {
  type      = string
  sensitive = true
}
