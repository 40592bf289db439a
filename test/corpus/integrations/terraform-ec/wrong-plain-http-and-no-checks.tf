#@ file: infra/ece/providers.tf
# Plain text to one data centre, no checks for the other
provider "ec" {
  endpoint = "http://ece-a.corp.example:12400"
  #! key-over-http warning at http://ece-a.corp.example:12400
  apikey   = var.ece_key_a
}

provider "ec" {
  alias    = "b"
  endpoint = "https://ece-b.corp.example:12443"
  apikey   = var.ece_key_b
  insecure = true
  #! tls-verification-off information at insecure = true
}

provider "ec" {
  alias    = "lab"
  endpoint = "http://localhost:12400"
  apikey   = var.ece_key_lab
}

variable "ece_key_a" {
  type      = string
  sensitive = true
}

variable "ece_key_b" {
  type      = string
  sensitive = true
}

variable "ece_key_lab" {
  type      = string
  sensitive = true
}
