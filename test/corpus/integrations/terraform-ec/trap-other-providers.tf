#@ file: infra/providers.tf
#@ uses: none
# Providers of other vendors call their settings alike.
terraform {
  required_providers {
    dnsvendor = {
      source = "dnsvendor/dnsvendor"
    }
    datadog = {
      source = "datadog/datadog"
    }
  }
}

provider "dnsvendor" {
  apikey   = "vendor-4410-eeb2-9d30-77ac"
  endpoint = "https://api.dnsvendor.example/v1"
}

provider "datadog" {
  api_key = var.dd_api_key
  app_key = var.dd_app_key
  api_url = "https://api.datadoghq.eu/"
}

provider "grafana" {
  url  = "https://grafana.corp.example"
  auth = var.grafana_auth
}

variable "dd_api_key" {
  type      = string
  sensitive = true
}

variable "dd_app_key" {
  type      = string
  sensitive = true
}

variable "sec_api_key" {
  type        = string
  default     = "vendor-0017-ab52-1e5f-90cd"
  description = "EDGAR search of the finance team"
}
