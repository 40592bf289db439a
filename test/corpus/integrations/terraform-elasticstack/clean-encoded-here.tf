#@ file: infra/stack/main.tf
#@ also: infra/stack/terraform.tfvars
#@| key_id     = "{{id}}"
#@| key_secret = "{{secret}}"
#@| beats_key  = "{{pair2}}"
# The vault holds the two halves, and for Beats the pair.
variable "key_id" {
  type = string
}

variable "key_secret" {
  type      = string
  sensitive = true
}

variable "beats_key" {
  type      = string
  sensitive = true
}

provider "elasticstack" {
  elasticsearch {
    endpoints = ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"]
    api_key   = base64encode("${var.key_id}:${var.key_secret}")
    #? terraform-elasticstack kind=elasticsearch-api-key form=encoded target=ech/elasticsearch verdict=fits id={{id}} at base64encode("${var.key_id}:${var.key_secret}")
  }
  kibana {
    endpoints = ["https://my-deployment-d53192.kb.us-east-1.aws.elastic-cloud.com:443"]
    api_key   = base64encode(var.beats_key)
    #? terraform-elasticstack kind=elasticsearch-api-key form=encoded target=ech/kibana verdict=fits id={{id2}} at base64encode(var.beats_key)
  }
}

resource "elasticstack_kibana_space" "shop" {
  space_id = "shop"
  name     = "Shop"
}
