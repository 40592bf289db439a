#@ file: infra/kibana/connectors.tf
#@ uses: none
# What Kibana and the integrations send elsewhere
resource "elasticstack_kibana_action_connector" "opsgenie" {
  name              = "opsgenie"
  connector_type_id = ".opsgenie"
  config            = jsonencode({ apiUrl = "https://api.eu.opsgenie.com" })
  secrets           = jsonencode({ apiKey = "vendor-4410-eeb2-9d30-77ac" })
}

resource "elasticstack_kibana_action_connector" "llm" {
  name              = "llm"
  connector_type_id = ".gen-ai"
  config            = jsonencode({ apiProvider = "OpenAI", apiUrl = "https://llm-gateway.corp.example/v1/chat/completions" })
  secrets           = jsonencode({ apiKey = var.llm_key })
}

resource "elasticstack_fleet_integration_policy" "feeds" {
  name                = "feeds"
  namespace           = "default"
  agent_policy_id     = var.policy_id
  integration_name    = "ti_custom"
  integration_version = "1.4.0"

  vars_json = jsonencode({
    api_key = "vendor-90cd-1e5f-ab52-0017"
    url     = "https://feeds.vendor.example/v2"
  })
}

resource "elasticstack_elasticsearch_ingest_pipeline" "headers" {
  name       = "drop-credentials"
  processors = [jsonencode({ remove = { field = ["http.request.headers.authorization", "api_key"], ignore_missing = true } })]
}

variable "llm_key" { type = string }
variable "policy_id" { type = string }
