variable "beats_key" {
  type        = string
  sensitive   = true
  description = "id:api_key, as Beats want it"
}

resource "local_sensitive_file" "filebeat" {
  filename        = "${path.module}/out/filebeat.yml"
  file_permission = "0600"

  content = <<-EOT
    filebeat.inputs:
      - type: filestream
        id: app
        paths: [/srv/app/*.log]
    output.elasticsearch:
      hosts: ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"]
      api_key: "${var.beats_key}"
      #! wrong-encoding error at ${var.beats_key}
      #? filebeat kind=elasticsearch-api-key form=encoded target=ech/elasticsearch verdict=fits id={{id}} at ${var.beats_key}
    logging.level: info
  EOT
}
