#@ file: infra/forwarder/main.tf
# The setup page shows a header; only what follows the scheme belongs here.
module "edot_cloud_forwarder" {
  source = "github.com/elastic/edot-cloud-forwarder-gcp//infra?ref=v0.3.0"

  project               = "obs-prod-77120"
  region                = "us-central1"
  ecf_exporter_endpoint = "https://my-project-alias-df6c6d.ingest.us-central1.gcp.elastic.cloud:443"
  ecf_exporter_api_key  = "Authorization=ApiKey {{encoded}}"
  #!a unwanted-scheme error at Authorization=ApiKey {{encoded}}
  #!a unwanted-scheme error at ApiKey {{encoded}}
  #!a unwanted-scheme error at {{encoded}}
  #!b hard-coded-key information at Authorization=ApiKey {{encoded}}
  #!b hard-coded-key information at ApiKey {{encoded}}
  #!b hard-coded-key information at {{encoded}}
}

output "topic" {
  value = module.edot_cloud_forwarder.pubsub_topic
}
output "service_account" {
  value       = module.edot_cloud_forwarder.service_account_email
  description = "May read the bucket and nothing else"
}
