#@ file: infra/forwarder/main.tf
# The key is given with TF_VAR_elastic_api_key by the pipeline.
variable "elastic_api_key" {
  type        = string
  sensitive   = true
  description = "Encoded key of the project, without a scheme"
}

variable "elastic_endpoint" {
  type    = string
  default = "https://my-project-alias-df6c6d.ingest.us-central1.gcp.elastic.cloud:443"
}

module "edot_cloud_forwarder" {
  source = "github.com/elastic/edot-cloud-forwarder-gcp//infra?ref=v0.3.0"

  project               = "obs-prod-77120"
  region                = "us-central1"
  ecf_exporter_endpoint = var.elastic_endpoint
  ecf_exporter_api_key  = var.elastic_api_key
}

output "service_account" {
  value = module.edot_cloud_forwarder.service_account_email
}
