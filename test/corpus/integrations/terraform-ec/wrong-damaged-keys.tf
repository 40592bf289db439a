#@ file: infra/cloud/providers.tf
# Copied out of a mail that broke the lines
provider "ec" {
  apikey = "{{essu-cut}}"
  #!a damaged-key error at {{essu-cut}}
  #!a checksum-mismatch warning at {{essu-cut}}
  #! hard-coded-key information at {{essu-cut}}
}

provider "ec" {
  alias  = "altered"
  apikey = "{{essu-bad-crc}}"
  #! checksum-mismatch warning at {{essu-bad-crc}}
  #! hard-coded-key information at {{essu-bad-crc}}
}

# base64 was a good idea for the other provider
provider "ec" {
  alias  = "encoded"
  apikey = base64encode(var.apikey)
  #! damaged-key error at base64encode(var.apikey)
}

variable "apikey" {
  type    = string
  default = "{{essu}}"
  #! hard-coded-key information at {{essu}}
}
