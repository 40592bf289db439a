variable "endpoint" { type = string }
variable "api_key" {
  type      = string
  sensitive = true
  default   = null
}

resource "elasticstack_elasticsearch_ingest_pipeline" "geo" {
  name = "geo"
  processors = [
    jsonencode({ geoip = { field = "source.ip", target_field = "source.geo" } }),
  ]

  elasticsearch_connection {
    endpoints = [var.endpoint]
    api_key   = var.api_key
    #? terraform-elasticstack kind=serverless-project-api-key form=encoded target=serverless/elasticsearch verdict=fits id={{id}} at var.api_key
  }
}
