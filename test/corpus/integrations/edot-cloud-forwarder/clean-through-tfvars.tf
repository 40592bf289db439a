#@ file: infra/forwarder/main.tf
#@ also: infra/forwarder/terraform.tfvars
#@| elastic_api_key = "{{encoded}}"
variable "elastic_api_key" {
  type      = string
  sensitive = true
}

locals {
  labels = {
    team  = "platform"
    stage = "prod"
  }
}

module "edot_cloud_forwarder" {
  source = "github.com/elastic/edot-cloud-forwarder-gcp//infra?ref=v0.3.0"

  project               = "obs-prod-77120"
  ecf_exporter_endpoint = "https://my-project-alias-df6c6d.ingest.us-central1.gcp.elastic.cloud:443"
  ecf_exporter_api_key  = var.elastic_api_key
  #? edot-cloud-forwarder kind=serverless-project-api-key form=encoded target=serverless/otlp verdict=fits id={{id}} at var.elastic_api_key
  labels                = local.labels
}
