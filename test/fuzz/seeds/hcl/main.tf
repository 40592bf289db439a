terraform {
  required_providers { ec = { source = "elastic/ec", version = ">= 0.12" } }
}

variable "api_key" {
  type      = string
  default   = "{{encoded}}"
  sensitive = true
}

# the other
provider "ec" {
  apikey = var.api_key
}
provider "elasticstack" {
  elasticsearch {
    endpoints = ["https://${local.host}:9243", data.ec_deployment.a.elasticsearch[0].https_endpoint]
    api_key   = base64encode(format("%s:%s", var.id, trimspace(file("${path.module}/key"))))
  }
  kibana { endpoints = [for d in var.d : d.url if d.on] }
}
locals {
  host = var.x ? "a" : join(".", ["b", "c"])
  text = <<-EOT
    ApiKey ${var.api_key} %{ if var.y }y%{ else }n%{ endif } $${z}
  EOT
}
resource "elasticstack_elasticsearch_security_api_key" "k" { name = "k" }
