#@ file: infra/forwarder/main.tf
# The address of Elasticsearch is no OTLP endpoint, and the second key is only a half.
module "logs" {
  source = "github.com/elastic/edot-cloud-forwarder-gcp//infra?ref=v0.3.0"

  project               = "obs-prod-77120"
  region                = "us-central1"
  ecf_exporter_endpoint = "https://my-project-alias-df6c6d.es.us-central1.gcp.elastic.cloud:443"
  #! wrong-endpoint error at https://my-project-alias-df6c6d.es.us-central1.gcp.elastic.cloud:443
  ecf_exporter_api_key  = "{{encoded}}"
  #! hard-coded-key information at {{encoded}}
}

module "audit" {
  source = "github.com/elastic/edot-cloud-forwarder-gcp//infra?ref=v0.3.0"

  project               = "obs-audit-77121"
  region                = "us-central1"
  ecf_exporter_endpoint = "https://my-project-alias-df6c6d.ingest.us-central1.gcp.elastic.cloud:443"
  ecf_exporter_api_key  = "{{secret}}"
  #! half-a-key error at {{secret}}
  #~ hard-coded-key information at {{secret}}
}
