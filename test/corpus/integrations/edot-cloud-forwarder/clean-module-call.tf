#@ file: infra/forwarder/main.tf
# Forwards audit logs of the folder to the project.
terraform {
  required_version = ">= 1.9"
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 7.0"
    }
  }
}

provider "google" {
  project = "obs-prod-77120"
  region  = "europe-west3"
}

module "edot_cloud_forwarder" {
  source = "github.com/elastic/edot-cloud-forwarder-gcp//infra?ref=v0.3.0"

  project               = "obs-prod-77120"
  region                = "europe-west3"
  ecf_exporter_endpoint = "https://my-project-alias-df6c6d.ingest.us-central1.gcp.elastic.cloud:443"
  ecf_exporter_api_key  = "{{encoded}}"
  #! hard-coded-key information at {{encoded}}
  #? edot-cloud-forwarder kind=serverless-project-api-key form=encoded target=serverless/otlp verdict=fits at {{encoded}}
}
