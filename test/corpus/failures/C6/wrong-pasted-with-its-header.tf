#@ file: infra/observability/forwarder.tf
# The setup page shows one line to copy; the module wants the last word of it.
locals {
  region  = "europe-west1"
  project = "obs-stage-41077"
}

module "forwarder" {
  source = "github.com/elastic/edot-cloud-forwarder-gcp//infra?ref=v0.3.0"

  project               = local.project
  region                = local.region
  ecf_exporter_endpoint = "https://my-project-alias-df6c6d.ingest.europe-west1.gcp.elastic.cloud:443"
  ecf_exporter_api_key  = "ApiKey {{encoded}}"
  #!a unwanted-scheme error at ApiKey {{encoded}}
  #!a unwanted-scheme error at {{encoded}}
  #!b hard-coded-key information at ApiKey {{encoded}}
  #!b hard-coded-key information at {{encoded}}
}

output "topic" {
  value = module.forwarder.pubsub_topic
}
