#@ file: infra/main.tf
#@ uses: none
# Declarations without values, and modules of other vendors
variable "ecf_exporter_api_key" {
  type        = string
  sensitive   = true
  description = "Encoded form: base64 of id:api_key"
}

variable "ecf_exporter_endpoint" {
  type = string
}

module "vendor_forwarder" {
  source   = "registry.vendor.example/forwarder/gcp"
  version  = "2.4.0"
  api_key  = "nr-4410-eeb2-9d30"
  endpoint = "https://ingest.vendor.example"
}

resource "google_secret_manager_secret" "llm" {
  secret_id = "openai-api-key"
  replication {
    auto {}
  }
}

# module "edot_cloud_forwarder" {
#   ecf_exporter_api_key = "{{pair}}"
# }
