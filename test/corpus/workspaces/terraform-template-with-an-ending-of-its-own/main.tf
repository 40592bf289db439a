variable "beats_key" {
  type      = string
  sensitive = true
}

resource "aws_instance" "edge" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t4g.small"

  user_data = base64encode(<<-EOT
    #!/bin/bash
    set -euo pipefail
    curl -fsS -H "Authorization: ApiKey ${var.beats_key}" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/edge/_doc/1
    #! variable-in-two-forms warning at ${var.beats_key}
    #? curl form=encoded target=ech/elasticsearch verdict=fits id={{id}} at ${var.beats_key}
  EOT
  )
}

resource "local_sensitive_file" "filebeat" {
  filename = "out/filebeat.yml"
  content  = templatefile("${path.module}/templates/filebeat.yml.tftpl", { key = var.beats_key })
}

resource "local_sensitive_file" "shipper" {
  filename = "out/shipper"
  content  = templatefile("${path.module}/templates/shipper.tftpl", { key = var.beats_key })
}
