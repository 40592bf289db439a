#@ file: infra/cloud/providers.tf
# Spelt as in the provider for the cluster
provider "ec" {
  api_key = var.apikey
  #! unsupported-setting error at api_key
  timeout = "2m"
}

variable "apikey" {
  type      = string
  sensitive = true
}

resource "ec_security_project" "soc" {
  name      = "soc"
  region_id = "aws-eu-west-1"

  product_types = [
    { product_line = "security", product_tier = "complete" },
  ]
}
