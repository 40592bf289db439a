# Two clusters of one shape
variable "logging_key" {
  type      = string
  sensitive = true
}

module "logging" {
  source = "./modules/stack"

  endpoint = "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"
  api_key  = var.logging_key
}

module "labels" {
  source = "git::https://git.corp.example/terraform/labels.git?ref=v2.1.0"
  team   = "platform"
}
