# A machine that ships its own logs
variable "filebeat_key" {
  type      = string
  sensitive = true
  default   = "{{encoded}}"
  #~ hard-coded-key information at {{encoded}}
}

resource "google_compute_instance" "edge" {
  name         = "edge-1"
  machine_type = "e2-small"
  zone         = "europe-west3-a"

  metadata = {
    filebeat = templatefile("${path.module}/templates/filebeat.yml", { API_KEY = var.filebeat_key })
  }

  boot_disk {
    initialize_params {
      image = "debian-cloud/debian-13"
    }
  }
}
