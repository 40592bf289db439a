#@ file: infra/ece/stack.tf
#@ also: infra/ece/terraform.tfvars
#@| ece_key = "{{ece}}"
# The installation's key, sent to a deployment that runs on it
variable "ece_key" {
  type      = string
  sensitive = true
}

provider "elasticstack" {
  alias = "ece"
  elasticsearch {
    endpoints = ["https://f76e96da2a7f4d3f8f3ee25d686b879c.192.0.2.10.ip.es.io:9243"]
    api_key   = var.ece_key
    #! wrong-key-type error at var.ece_key
    #? terraform-elasticstack kind=ece-api-key form=ece target=ece/elasticsearch verdict=mismatch at var.ece_key
  }
}

provider "elasticstack" {
  alias = "kibana"
  kibana {
    endpoints = ["https://0a1b96da2a7f4d3f8f3ee25d686b879c.192.0.2.10.ip.es.io:9243"]
    api_key   = var.ece_key
    #! wrong-key-type error at var.ece_key
    #? terraform-elasticstack kind=ece-api-key form=ece target=ece/kibana verdict=mismatch at var.ece_key
  }
}
