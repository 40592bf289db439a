#@ file: infra/cloud/providers.tf
# Tokens that travel as Bearer, in the setting for a key
terraform {
  required_providers {
    ec = {
      source = "elastic/ec"
    }
  }
}

provider "ec" {
  apikey = "{{essu-token}}"
  #! not-an-api-key error at {{essu-token}}
  #~ hard-coded-key information at {{essu-token}}
  #? terraform-ec kind=elastic-cloud-token at {{essu-token}}
}

provider "ec" {
  alias    = "ece"
  endpoint = "https://ece.corp.example:12443"
  # from /api/v1/users/auth/_login
  apikey   = "{{jwt}}"
  #! not-an-api-key error at {{jwt}}
  #~ hard-coded-key information at {{jwt}}
  #? terraform-ec kind=jwt form=other at {{jwt}}
}
