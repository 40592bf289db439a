#@ file: infra/cloud/providers.tf
#@ also: infra/cloud/variables.tf
#@| variable "ec_apikey" {
#@|   type        = string
#@|   sensitive   = true
#@|   description = "Key of the organization, see the runbook"
#@| }
#@ also: infra/cloud/terraform.tfvars
#@| ec_apikey = "{{essu}}"
#@| region    = "gcp-europe-west3"
# Hosted deployments and projects of the platform team
terraform {
  required_version = ">= 1.9"

  required_providers {
    ec = {
      source  = "elastic/ec"
      version = "~> 0.12"
    }
  }

  backend "gcs" {
    bucket = "acme-terraform-state"
    prefix = "elastic/cloud"
  }
}

provider "ec" {
  # endpoint is left out: Elastic Cloud itself
  apikey = var.ec_apikey
  #? terraform-ec kind=elastic-cloud-api-key form=essu target=elastic-cloud/cloud verdict=fits state=open at var.ec_apikey
}
