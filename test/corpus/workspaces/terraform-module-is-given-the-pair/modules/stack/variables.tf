variable "endpoint" {
  type = string
}

variable "api_key" {
  type        = string
  sensitive   = true
  description = "Encoded form"
}
