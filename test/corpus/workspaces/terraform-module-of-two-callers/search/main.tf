variable "key" {
  type      = string
  sensitive = true
}

module "stack" {
  source   = "../modules/stack"
  endpoint = "https://my-project-alias-df6c6d.es.us-east-1.aws.elastic.cloud:443"
  api_key  = var.key
}

output "name" {
  value = "search"
}
# applied on its own, with the state of the search team
