# file() keeps the newline at the end of the file, trimspace() and chomp() cut it.
locals {
  trimmed = trimspace(file("${path.module}/keys/stack.key"))
}

provider "elasticstack" {
  elasticsearch {
    endpoints = ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"]
    api_key   = local.trimmed
    #? terraform-elasticstack kind=elasticsearch-api-key form=encoded target=ech/elasticsearch verdict=fits id={{id}} at local.trimmed
  }
  kibana {
    endpoints = ["https://my-deployment-d53192.kb.us-east-1.aws.elastic-cloud.com:443"]
    api_key   = file("${path.module}/keys/stack.key")
    #! damaged-key error at file("${path.module}/keys/stack.key")
    #? terraform-elasticstack form=damaged target=ech/kibana at file("${path.module}/keys/stack.key")
  }
}
