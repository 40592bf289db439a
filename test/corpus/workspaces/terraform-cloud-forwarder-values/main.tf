variable "ecf_exporter_api_key" {
  type      = string
  sensitive = true
}

variable "ecf_exporter_endpoint" {
  type = string
}

module "ecf" {
  source = "github.com/elastic/terraform-google-edot-cloud-forwarder?ref=v1.0.0"

  project               = "obs-prod-77120"
  region                = "us-central1"
  ecf_exporter_endpoint = var.ecf_exporter_endpoint
  ecf_exporter_api_key  = var.ecf_exporter_api_key
  #! wrong-encoding error at var.ecf_exporter_api_key
  #? edot-cloud-forwarder kind=serverless-project-api-key form=pair target=serverless/otlp verdict=fits state=open id={{id}} at var.ecf_exporter_api_key
}
