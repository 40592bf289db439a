#@ file: infra/keys/main.tf
# Bootstraps with a user, then hands out a key and works with that one.
provider "elasticstack" {
  elasticsearch {
    endpoints = ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"]
    username  = "elastic"
    password  = var.elastic_password
  }
}

variable "elastic_password" {
  type      = string
  sensitive = true
}

resource "elasticstack_elasticsearch_security_api_key" "ingest" {
  name       = "ingest"
  expiration = "90d"

  role_descriptors = jsonencode({
    ingest = {
      cluster = ["monitor"]
      indices = [{ names = ["logs-*"], privileges = ["auto_configure", "create_doc"] }]
    }
  })
}

provider "elasticstack" {
  alias = "ingest"
  elasticsearch {
    endpoints = ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"]
    api_key   = elasticstack_elasticsearch_security_api_key.ingest.encoded
  }
}

provider "elasticstack" {
  alias = "by_hand"
  elasticsearch {
    endpoints = ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"]
    api_key   = base64encode("${elasticstack_elasticsearch_security_api_key.ingest.key_id}:${elasticstack_elasticsearch_security_api_key.ingest.api_key}")
  }
}

output "ingest_key" {
  value     = elasticstack_elasticsearch_security_api_key.ingest.encoded
  sensitive = true
}

# what Beats want
output "ingest_key_for_beats" {
  value     = "${elasticstack_elasticsearch_security_api_key.ingest.key_id}:${elasticstack_elasticsearch_security_api_key.ingest.api_key}"
  sensitive = true
}
