#@ file: infra/cloud/providers.tf
# Three tries of one afternoon
provider "ec" {
  apikey = "{{pair}}"
  #! wrong-key-type error at {{pair}}
  #! hard-coded-key information at {{pair}}
}

provider "ec" {
  alias  = "second"
  apikey = local.second
  #! half-a-key error at local.second
}

provider "ec" {
  alias  = "third"
  apikey = "ApiKey ${var.apikey}"
  #!a unwanted-scheme error at ApiKey ${var.apikey}
  #!a unwanted-scheme error at ${var.apikey}
}

locals {
  second = "{{secret}}"
  #~ hard-coded-key information at {{secret}}
}

variable "apikey" {
  type      = string
  sensitive = true
}
