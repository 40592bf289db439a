variable "es_api_key" {
  type    = string
  default = "{{encoded}}"
  #! hard-coded-key information at {{encoded}}
}

output "spaces" {
  value = ["default"]
}
