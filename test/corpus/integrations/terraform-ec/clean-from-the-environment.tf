#@ file: infra/cloud/main.tf
#@ uses: none
# The pipeline exports EC_API_KEY; nothing of it is written here.
provider "ec" {}

data "ec_stack" "latest" {
  version_regex = "9.2.?"
  region        = "gcp-europe-west3"
}

data "ec_deployments" "logging" {
  name_prefix = "logging-"
  tags = {
    team = "platform"
  }
}

resource "ec_deployment" "logging" {
  name                   = "logging-prod"
  region                 = "gcp-europe-west3"
  version                = data.ec_stack.latest.version
  deployment_template_id = "gcp-storage-optimized"

  elasticsearch = {
    hot = {
      size        = "8g"
      autoscaling = {}
    }
  }

  kibana = {}
}

output "elasticsearch_url" {
  value = ec_deployment.logging.elasticsearch.https_endpoint
}

output "password" {
  value     = ec_deployment.logging.elasticsearch_password
  sensitive = true
}
