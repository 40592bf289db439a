resource "aws_instance" "ship" {
  user_data = <<-EOF2
    #!/bin/sh
    export ES_API_KEY="${var.api_key}"
    curl -H "Authorization: ApiKey $ES_API_KEY" https://${local.host}:9200
  EOF2
  provisioner "remote-exec" {
    inline = ["export K=${sensitive(var.k)}", "curl -H 'Authorization: ApiKey {{encoded}}' https://a"]
  }
}
resource "local_file" "f" {
  filename = "${path.module}/out/filebeat.yml"
  content  = templatefile("${path.module}/filebeat.yml.tftpl", { key = var.api_key, "url" = "https://a", n = 1 })
}
output "key" {
  value     = nonsensitive(chomp(" ${base64decode(var.encoded)}\n"))
  sensitive = true
}
module "m" {
  source  = "./m"
  api_key = filebase64("key") 
  all     = merge({ a = 1 }, var.more)
}
