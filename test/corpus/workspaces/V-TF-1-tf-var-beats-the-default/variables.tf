variable "es_api_key" {
  type    = string
  default = "{{pair}}"
  #~ shadowed-key warning at {{pair}}
  #~ hard-coded-key information at {{pair}}
}
