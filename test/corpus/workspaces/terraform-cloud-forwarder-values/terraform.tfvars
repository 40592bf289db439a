#@ uses: none
# The module above reads them, so they are judged there.
ecf_exporter_endpoint = "https://my-project-alias-df6c6d.ingest.us-central1.gcp.elastic.cloud:443"
ecf_exporter_api_key  = "{{pair}}"
#~ hard-coded-key information at {{pair}}
