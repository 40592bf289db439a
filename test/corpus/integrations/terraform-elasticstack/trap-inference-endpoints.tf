#@ file: infra/search/inference.tf
# Keys inside service_settings belong to the services that answer.
provider "elasticstack" {
  elasticsearch {
    endpoints = ["https://my-project-alias-df6c6d.es.us-east-1.aws.elastic.cloud:443"]
    api_key   = var.search_key
    #? terraform-elasticstack form=reference target=serverless/elasticsearch at var.search_key
  }
}

resource "elasticstack_elasticsearch_inference_endpoint" "embedding" {
  inference_id = "shop-embedding"
  task_type    = "text_embedding"
  service      = "openai"
  service_settings = jsonencode({
    api_key  = var.openai_api_key
    model_id = "text-embedding-3-large"
    url      = "https://llm-gateway.corp.example/v1/embeddings"
  })
}

resource "elasticstack_elasticsearch_inference_endpoint" "rerank" {
  inference_id = "shop-rerank"
  task_type    = "rerank"
  service      = "cohere"
  service_settings = jsonencode({
    "api_key" : "vendor-4410-eeb2-9d30-77ac",
    "model_id" : "rerank-v3.5"
  })
}

resource "elasticstack_elasticsearch_inference_endpoint" "chat" {
  inference_id     = "shop-chat"
  task_type        = "chat_completion"
  service          = "azureaistudio"
  service_settings = <<-EOT
    {
      "api_key": "${var.azure_key}",
      "target": "https://acme.services.ai.azure.com",
      "provider": "mistral",
      "endpoint_type": "token"
    }
  EOT
}

variable "search_key" {
  type      = string
  sensitive = true
}

variable "openai_api_key" {
  type    = string
  default = "vendor-19aa-70c1-5b2e-3d44"
}

variable "azure_key" {
  type      = string
  sensitive = true
}
