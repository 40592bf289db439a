variable "es_api_key" {
  type      = string
  sensitive = true
}
