#@ file: infra/clusters/providers.tf
#@ also: infra/clusters/keys.auto.tfvars
#@| hosted_key  = "{{encoded}}"
#@| project_key = "{{encoded2}}"
#@| own_key     = "{{encoded3}}"
# Three clusters, three keys
provider "elasticstack" {
  alias = "hosted"
  elasticsearch {
    endpoints = ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"]
    api_key   = var.hosted_key
    #? terraform-elasticstack kind=elasticsearch-api-key form=encoded target=ech/elasticsearch verdict=fits id={{id}} at var.hosted_key
  }
}

provider "elasticstack" {
  alias = "project"
  elasticsearch {
    endpoints = ["https://my-project-alias-df6c6d.es.us-east-1.aws.elastic.cloud:443"]
    api_key   = var.project_key
    #? terraform-elasticstack kind=serverless-project-api-key form=encoded target=serverless/elasticsearch verdict=fits id={{id2}} at var.project_key
  }
}

provider "elasticstack" {
  alias = "own"
  elasticsearch {
    endpoints = [
      "https://es01.corp.example:9200",
      "https://es02.corp.example:9200", # the third one is being rebuilt
    ]
    api_key        = var.own_key
    #? terraform-elasticstack kind=elasticsearch-api-key form=encoded target=unknown/elasticsearch verdict=fits id={{id3}} at var.own_key
    ca_file        = "${path.module}/corp-ca.pem"
    insecure       = false
  }
}

variable "hosted_key" { type = string }
variable "project_key" { type = string }
variable "own_key" { type = string }
