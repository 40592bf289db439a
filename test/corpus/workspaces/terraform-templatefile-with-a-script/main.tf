variable "es_key" {
  type      = string
  sensitive = true
}

resource "google_compute_instance" "job" {
  name         = "nightly"
  machine_type = "e2-small"
  zone         = "europe-west3-a"

  metadata_startup_script = templatefile("${path.module}/templates/nightly.sh", {
    api_key = var.es_key
    es_url  = "https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com"
  })

  boot_disk {
    initialize_params {
      image = "debian-cloud/debian-13"
    }
  }
}
