resource "aws_instance" "worker" {
  ami               = "ami-0123456789abcdef0"
  instance_type     = "t4g.small"
  availability_zone = var.zone

  user_data = <<-EOT
    #!/bin/bash
    set -euo pipefail
    host="$(hostname -f)"
    curl -fsS -X POST -H "Authorization: ApiKey ${var.ship_key}" -H "Content-Type: application/json" -d "{\"host\":\"$host\"}" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/hosts/_doc
    #! wrong-encoding error at ${var.ship_key}
    #? curl kind=elasticsearch-api-key form=pair target=ech/elasticsearch verdict=fits id={{id}} at ${var.ship_key}
    apt-get update -q
    apt-get install -y -q jq
    echo "$${host} is up"
  EOT

  tags = {
    Name = "worker"
    team = "platform"
  }
}
