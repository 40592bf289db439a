#@ file: modules/stack/main.tf
#@ also: modules/stack/example.tfvars
#@| stack_key = "{{pair}}"
#@ also: modules/stack/.env
#@| ES_API_KEY={{essu}}
# Values come from the caller; the files beside it are nobody's.
variable "stack_key" {
  type        = string
  sensitive   = true
  description = "Encoded key with the privileges of the role terraform"

  validation {
    condition     = can(base64decode(var.stack_key))
    error_message = "Take the encoded form of the key."
  }
}

variable "endpoint" {
  type    = string
  default = "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"
}

provider "elasticstack" {
  elasticsearch {
    endpoints = [var.endpoint]
    api_key   = var.stack_key
    #? terraform-elasticstack form=reference target=ech/elasticsearch at var.stack_key
  }
}
