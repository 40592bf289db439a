# The vault hands out pairs; the module wants the encoded form.
variable "pair" {
  type      = string
  sensitive = true
}

locals {
  stack = {
    endpoint = "https://my-project-alias-df6c6d.es.us-east-1.aws.elastic.cloud:443"
    api_key  = base64encode(var.pair)
  }
}

module "pipelines" {
  source   = "./modules/pipelines"
  endpoint = local.stack.endpoint
  api_key  = local.stack.api_key
}
