variable "key" {
  type      = string
  sensitive = true
}

module "stack" {
  source   = "../modules/stack"
  endpoint = "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"
  api_key  = var.key
}

output "name" {
  value = "logging"
}
# applied on its own, with the state of the platform team
