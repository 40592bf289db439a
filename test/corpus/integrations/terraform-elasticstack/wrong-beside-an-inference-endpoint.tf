#@ file: infra/search/rerank.tf
#@ also: infra/search/terraform.tfvars
#@| cluster_key = "{{pair}}"
#@| vendor_key  = "vendor-4410-eeb2-9d30-77ac"
# Two keys in one resource, and only one of them is Elastic's.
variable "cluster_key" {
  type      = string
  sensitive = true
}

variable "vendor_key" {
  type      = string
  sensitive = true
}

resource "elasticstack_elasticsearch_inference_endpoint" "rerank" {
  inference_id = "shop-rerank"
  task_type    = "rerank"
  service      = "jinaai"

  service_settings = jsonencode({
    api_key  = var.vendor_key
    model_id = "jina-reranker-v2-base-multilingual"
  })

  elasticsearch_connection {
    endpoints = ["https://es.search.corp.example:9200"]
    api_key   = var.cluster_key
    #! wrong-encoding error at var.cluster_key
    #? terraform-elasticstack kind=elasticsearch-api-key form=pair target=unknown/elasticsearch verdict=fits id={{id}} at var.cluster_key
  }
}
