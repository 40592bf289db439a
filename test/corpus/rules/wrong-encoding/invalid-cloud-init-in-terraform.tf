#@ file: infra/edge/main.tf
#@ also: infra/edge/terraform.tfvars
#@| beats_key = "{{encoded}}"
#@| asset_key = "{{pair2}}"
variable "beats_key" {
  type      = string
  sensitive = true
}

variable "asset_key" {
  type      = string
  sensitive = true
}

resource "hcloud_server" "edge" {
  name        = "edge-1"
  server_type = "cax11"
  image       = "debian-13"

  user_data = <<-EOT
    #cloud-config
    write_files:
      - path: /etc/filebeat/filebeat.yml
        content: |
          output.elasticsearch:
            hosts: ["https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443"]
            api_key: "${var.beats_key}"
            #! wrong-encoding error at ${var.beats_key}
            #? filebeat form=encoded target=ech/elasticsearch verdict=fits id={{id}} at ${var.beats_key}
    runcmd:
      - systemctl enable --now filebeat
      - 'curl -fsS -H "Authorization: ApiKey ${var.asset_key}" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/edge/_doc/1'
      #! wrong-encoding error at ${var.asset_key}
      #? curl form=pair target=ech/elasticsearch verdict=fits id={{id2}} at ${var.asset_key}
  EOT
}
