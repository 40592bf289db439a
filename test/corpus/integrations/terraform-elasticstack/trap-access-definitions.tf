#@ file: infra/keys/definitions.tf
#@ uses: none
# Definitions of keys; no key is in here.
resource "elasticstack_elasticsearch_security_api_key" "cross_cluster" {
  name = "archive-remote"
  type = "cross_cluster"

  access = {
    search = [
      { names = ["logs-*"] },
    ]
    replication = [
      { names = ["archive-*"] },
    ]
  }
  expiration = "30d"
}

resource "elasticstack_elasticsearch_security_role" "key_owner" {
  name    = "key_owner"
  cluster = ["manage_own_api_key", "monitor"]

  indices {
    names      = ["logs-*"]
    privileges = ["read"]
  }
}

ephemeral "elasticstack_elasticsearch_security_api_key" "run" {
  name       = "terraform-run"
  expiration = "1h"
}

output "id" {
  value = elasticstack_elasticsearch_security_api_key.cross_cluster.key_id
}

output "api_key" {
  value     = elasticstack_elasticsearch_security_api_key.cross_cluster.api_key
  sensitive = true
}
