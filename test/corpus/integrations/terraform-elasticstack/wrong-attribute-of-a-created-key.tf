#@ file: infra/keys/main.tf
# `.api_key` is only the secret half, `.key_id` only the other one; `.encoded` is meant.
provider "elasticstack" {
  elasticsearch {
    endpoints = ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"]
    api_key   = "{{pair}}"
    #! wrong-encoding error at {{pair}}
    #! hard-coded-key information at {{pair}}
  }
}

resource "elasticstack_elasticsearch_security_api_key" "fleet" {
  name = "fleet"
}

provider "elasticstack" {
  alias = "fleet"
  fleet {
    endpoint = "https://my-deployment-d53192.kb.us-east-1.aws.elastic-cloud.com:443"
    api_key  = elasticstack_elasticsearch_security_api_key.fleet.api_key
    #~ half-a-key error at elasticstack_elasticsearch_security_api_key.fleet.api_key
  }
  kibana {
    endpoints = ["https://my-deployment-d53192.kb.us-east-1.aws.elastic-cloud.com:443"]
    api_key   = "${elasticstack_elasticsearch_security_api_key.fleet.key_id}:${elasticstack_elasticsearch_security_api_key.fleet.api_key}"
    #~ wrong-encoding error at ${elasticstack_elasticsearch_security_api_key.fleet.key_id}:${elasticstack_elasticsearch_security_api_key.fleet.api_key}
  }
}
