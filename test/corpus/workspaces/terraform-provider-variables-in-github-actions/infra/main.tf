# Both providers read their environment.
terraform {
  required_providers {
    ec = {
      source = "elastic/ec"
    }
    elasticstack = {
      source = "elastic/elasticstack"
    }
  }
}

provider "ec" {}

provider "elasticstack" {
  elasticsearch {}
}
