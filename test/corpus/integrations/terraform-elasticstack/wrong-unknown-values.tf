#@ file: infra/stack/main.tf
#@ also: infra/stack/terraform.tfvars
#@| stack_key = "terraform-key-of-platform"
# The key's name, and a digest
variable "stack_key" {
  type      = string
  sensitive = true
}

provider "elasticstack" {
  elasticsearch {
    endpoints = ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"]
    api_key   = var.stack_key
    #! unrecognized-key warning at var.stack_key
  }
  kibana {
    endpoints = ["https://my-deployment-d53192.kb.us-east-1.aws.elastic-cloud.com:443"]
    api_key   = "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9"
    #! unrecognized-key warning at 5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9
    #~ hard-coded-key information at 5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9
  }
}

resource "elasticstack_kibana_space" "shop" {
  space_id = "shop"
  name     = "Shop"
}
