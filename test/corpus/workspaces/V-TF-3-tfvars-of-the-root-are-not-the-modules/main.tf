# es_api_key of terraform.tfvars is the root's; the module is given another one.
variable "es_api_key" {
  type      = string
  sensitive = true
}

variable "audit_key" {
  type      = string
  sensitive = true
}

provider "elasticstack" {
  elasticsearch {
    endpoints = ["https://my-project-alias-df6c6d.es.us-east-1.aws.elastic.cloud:443"]
    api_key   = var.es_api_key
    #? terraform-elasticstack kind=serverless-project-api-key form=encoded target=serverless/elasticsearch verdict=fits id={{id}} at var.es_api_key
  }
}

module "audit" {
  source     = "./modules/stack"
  es_api_key = var.audit_key
}
