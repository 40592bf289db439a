# Which of the two it is, the caller decides: nothing is said here.
variable "endpoint" { type = string }
variable "api_key" {
  type      = string
  sensitive = true
}

provider "elasticstack" {
  elasticsearch {
    endpoints = [var.endpoint]
    api_key   = var.api_key
  }
}

resource "elasticstack_elasticsearch_script" "boost" {
  script_id = "boost"
  lang      = "painless"
  source    = "Math.log(_score * 2) + params['modifier']"
  context   = "score"
}
