variable "es_api_key" {
  type      = string
  sensitive = true
  default   = "{{encoded}}"
  #~ shadowed-key warning at {{encoded}}
  #~ hard-coded-key information at {{encoded}}
}
