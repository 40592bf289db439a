#@ file: examples/provider/provider.tf
# As in the documentation of the provider
provider "elasticstack" {
  elasticsearch {
    api_key   = "base64encodedapikeyhere=="
    #? terraform-elasticstack form=placeholder target=self-managed/elasticsearch verdict=unknown at base64encodedapikeyhere==
    endpoints = ["http://localhost:9200"]
  }
}

provider "elasticstack" {
  alias = "hosted"
  elasticsearch {
    api_key   = "<ENCODED_API_KEY>"
    #? terraform-elasticstack form=placeholder target=ech/elasticsearch verdict=unknown at <ENCODED_API_KEY>
    endpoints = ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"]
  }
}

/*
provider "elasticstack" {
  alias = "removed"
  elasticsearch {
    api_key   = "{{pair}}"
    endpoints = ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"]
  }
}
*/
