#@ file: examples/basic/main.tf
# Example of the module: put your own values in.
module "edot_cloud_forwarder" {
  source = "../../infra"

  project               = "<GCP_PROJECT>"
  region                = "<GCP_REGION>"
  ecf_exporter_endpoint = "https://my-project-alias-df6c6d.ingest.us-central1.gcp.elastic.cloud:443"
  ecf_exporter_api_key  = "<ELASTIC_API_KEY>"
  #? edot-cloud-forwarder form=placeholder target=serverless/otlp verdict=unknown at <ELASTIC_API_KEY>
}

output "topic" {
  value       = module.edot_cloud_forwarder.pubsub_topic
  description = "Sink logs into this topic"
}
terraform {
  required_version = ">= 1.9"
}
