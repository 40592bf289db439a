#@ file: infra/stack/main.tf
#@ also: infra/stack/terraform.tfvars
#@| key_id     = "{{id}}"
#@| key_secret = "{{secret}}"
# base64encode() is missing around the two.
variable "key_id" {
  type = string
}

variable "key_secret" {
  type      = string
  sensitive = true
}

locals {
  key = "${var.key_id}:${var.key_secret}"
}

provider "elasticstack" {
  elasticsearch {
    endpoints = ["https://my-project-alias-df6c6d.es.us-east-1.aws.elastic.cloud:443"]
    api_key   = local.key
    #! wrong-encoding error at local.key
    #? terraform-elasticstack kind=serverless-project-api-key form=pair target=serverless/elasticsearch verdict=fits id={{id}} at local.key
  }
  fleet {
    endpoint = "https://my-project-alias-df6c6d.kb.us-east-1.aws.elastic.cloud:443"
    api_key  = "${var.key_id}:${var.key_secret}"
    #! wrong-encoding error at ${var.key_id}:${var.key_secret}
    #? terraform-elasticstack kind=serverless-project-api-key form=pair target=serverless verdict=fits id={{id}} at ${var.key_id}:${var.key_secret}
  }
}
