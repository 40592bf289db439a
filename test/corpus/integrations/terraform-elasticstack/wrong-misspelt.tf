#@ file: infra/stack/providers.tf
# Spelt as in the provider for Elastic Cloud, and as in the JavaScript client
provider "elasticstack" {
  elasticsearch {
    endpoints = ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"]
    apikey    = var.stack_key
    #! unsupported-setting error at apikey
  }
  kibana {
    endpoints = ["https://my-deployment-d53192.kb.us-east-1.aws.elastic-cloud.com:443"]
    apiKey    = var.stack_key
    #! unsupported-setting error at apiKey
  }
}

variable "stack_key" {
  type      = string
  sensitive = true
}

resource "elasticstack_kibana_space" "ops" {
  space_id = "ops"
  name     = "Operations"
}
