#@ file: infra/forwarder/main.tf
variable "project" {
  type    = string
  default = "obs-prod-77120"
}

module "edot_cloud_forwarder" {
  source = "github.com/elastic/edot-cloud-forwarder-gcp//infra?ref=v0.3.0"

  project               = var.project
  region                = "us-central1"
  ecf_exporter_endpoint = "https://my-project-alias-df6c6d.ingest.us-central1.gcp.elastic.cloud:443"
  # "Beats" was chosen in Kibana's dialog
  ecf_exporter_api_key  = "{{pair}}"
  #! wrong-encoding error at {{pair}}
  #! hard-coded-key information at {{pair}}
  #? edot-cloud-forwarder kind=serverless-project-api-key form=pair target=serverless/otlp verdict=fits at {{pair}}
}
output "service_account" {
  value       = module.edot_cloud_forwarder.service_account_email
  description = "May read the bucket and nothing else"
}
