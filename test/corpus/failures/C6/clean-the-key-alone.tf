#@ file: infra/observability/forwarder.tf
#@ also: .keyfit.yml
#@| version: 1
#@| rules: { hard-coded-key: off }
locals {
  region  = "europe-west1"
  project = "obs-stage-41077"
}

module "forwarder" {
  source = "github.com/elastic/edot-cloud-forwarder-gcp//infra?ref=v0.3.0"

  project               = local.project
  region                = local.region
  ecf_exporter_endpoint = "https://my-project-alias-df6c6d.ingest.europe-west1.gcp.elastic.cloud:443"
  ecf_exporter_api_key  = "{{encoded}}"
  #? edot-cloud-forwarder kind=serverless-project-api-key form=encoded target=serverless/otlp verdict=fits at {{encoded}}
}

output "topic" {
  value = module.forwarder.pubsub_topic
}
