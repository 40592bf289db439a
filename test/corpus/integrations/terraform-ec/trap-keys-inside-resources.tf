#@ file: infra/cloud/deployment.tf
#@ uses: none
# The keystore of the deployment holds what belongs to other services.
provider "ec" {}

resource "ec_deployment_elasticsearch_keystore" "gcs" {
  deployment_id = ec_deployment.search.id
  setting_name  = "gcs.client.default.credentials_file"
  value         = file("${path.module}/gcs-account.json")
  as_file       = true
}

resource "ec_deployment_elasticsearch_keystore" "pagerduty" {
  deployment_id = ec_deployment.search.id
  setting_name  = "xpack.notification.pagerduty.account.ops.secure_service_api_key"
  value         = var.pagerduty_key
}

resource "ec_deployment" "search" {
  name                   = "search-prod"
  region                 = "aws-eu-west-1"
  version                = "9.2.1"
  deployment_template_id = "aws-storage-optimized"

  elasticsearch = {
    hot = {
      autoscaling = {}
    }
    config = {
      user_settings_yaml = <<-EOT
        xpack.security.authc.api_key.enabled: true
        xpack.security.authc.api_key.cache.ttl: 24h
      EOT
    }
  }
}

variable "pagerduty_key" {
  type      = string
  sensitive = true
}
