#@ file: infra/cloud/main.tf
#@ also: infra/cloud/terraform.tfvars
#@| ec_apikey = "{{essu}}"
# "There is a key already, in the block above."
variable "ec_apikey" {
  type      = string
  sensitive = true
}

provider "ec" {
  apikey = var.ec_apikey
  #? terraform-ec kind=elastic-cloud-api-key form=essu target=elastic-cloud/cloud verdict=fits at var.ec_apikey
}

provider "elasticstack" {
  alias = "hosted"
  elasticsearch {
    endpoints = ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"]
    api_key   = var.ec_apikey
    #! wrong-key-type error at var.ec_apikey
    #? terraform-elasticstack kind=elastic-cloud-api-key form=essu target=ech/elasticsearch verdict=mismatch at var.ec_apikey
  }
}

provider "elasticstack" {
  alias = "project"
  elasticsearch {
    endpoints = ["https://my-project-alias-df6c6d.es.us-east-1.aws.elastic.cloud:443"]
    api_key   = var.ec_apikey
    #! key-needs-api-access information at var.ec_apikey
    #? terraform-elasticstack kind=elastic-cloud-api-key form=essu target=serverless/elasticsearch verdict=depends at var.ec_apikey
  }
  kibana {
    endpoints = ["https://my-project-alias-df6c6d.kb.us-east-1.aws.elastic.cloud:443"]
    api_key   = var.ec_apikey
    #! key-needs-api-access information at var.ec_apikey
    #? terraform-elasticstack kind=elastic-cloud-api-key form=essu target=serverless/kibana verdict=depends at var.ec_apikey
  }
}
