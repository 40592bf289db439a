#@ file: infra/stack/providers.tf
#@ also: infra/stack/terraform.tfvars
#@| kibana_url = "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"
# Two addresses of one deployment, the other way round
variable "stack_key" {
  type      = string
  sensitive = true
}

variable "kibana_url" {
  type = string
}

provider "elasticstack" {
  elasticsearch {
    endpoints = [
      "https://my-deployment-d53192.kb.us-east-1.aws.elastic-cloud.com:443",
      #! wrong-endpoint error at https://my-deployment-d53192.kb.us-east-1.aws.elastic-cloud.com:443
    ]
    api_key = var.stack_key
  }
  kibana {
    endpoints = [var.kibana_url]
    #! wrong-endpoint error at var.kibana_url
    api_key   = var.stack_key
  }
}

provider "elasticstack" {
  alias = "apm"
  elasticsearch {
    endpoints = ["https://my-deployment-d53192.apm.us-east-1.aws.elastic-cloud.com:443"]
    #! wrong-endpoint error at https://my-deployment-d53192.apm.us-east-1.aws.elastic-cloud.com:443
    api_key   = var.stack_key
  }
}
