#@ file: infra/stack/main.tf
#@ also: infra/stack/terraform.tfvars
#@| beats_key = <<EOT
#@| {{pair}}
#@| EOT
#@| stack_key = <<EOT
#@| {{encoded}}
#@| EOT
# The closing line of a heredoc brings a newline with it; chomp() would cut it.
variable "beats_key" {
  type      = string
  sensitive = true
}

variable "stack_key" {
  type      = string
  sensitive = true
}

provider "elasticstack" {
  elasticsearch {
    endpoints = ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"]
    api_key   = base64encode(var.beats_key)
    #! damaged-key error at base64encode(var.beats_key)
  }
  kibana {
    endpoints = ["https://my-deployment-d53192.kb.us-east-1.aws.elastic-cloud.com:443"]
    api_key   = chomp(var.stack_key)
  }
}
