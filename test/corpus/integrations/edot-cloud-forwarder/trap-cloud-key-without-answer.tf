#@ file: infra/forwarder/main.tf
# Whether the managed intake takes an organization's key is not documented.
locals {
  region = "us-central1"
}

module "edot_cloud_forwarder" {
  source = "github.com/elastic/edot-cloud-forwarder-gcp//infra?ref=v0.3.0"

  project               = "obs-prod-77120"
  region                = local.region
  ecf_exporter_endpoint = "https://my-project-alias-df6c6d.ingest.us-central1.gcp.elastic.cloud:443"
  ecf_exporter_api_key  = "{{essu}}"
  #! hard-coded-key information at {{essu}}
  #? edot-cloud-forwarder kind=elastic-cloud-api-key form=essu target=serverless/otlp verdict=unknown at {{essu}}
}
output "service_account" {
  value       = module.edot_cloud_forwarder.service_account_email
  description = "May read the bucket and nothing else"
}
