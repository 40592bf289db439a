# for my own machine
variable "es_api_key" {
  default = "{{pair2}}"
  #~ hard-coded-key information at {{pair2}}
}
