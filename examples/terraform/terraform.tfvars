cloud_key = "{{cloud-key}}"
fleet_key = "{{es-encoded}}"
