variable "ship_key" {
  type    = string
  default = "{{pair}}"
  #! hard-coded-key information at {{pair}}
}

variable "zone" {
  type    = string
  default = "eu-central-1a"
}
