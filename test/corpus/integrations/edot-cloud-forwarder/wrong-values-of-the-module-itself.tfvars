#@ file: infra/terraform.tfvars
# The module is applied by itself; what reads its inputs lies elsewhere.
project               = "obs-prod-77120"
ecf_exporter_endpoint = "https://my-project-alias-df6c6d.ingest.us-central1.gcp.elastic.cloud:443"
ecf_exporter_api_key  = "{{pair}}"
#! wrong-encoding error at {{pair}}
#~ hard-coded-key information at {{pair}}
#? edot-cloud-forwarder kind=serverless-project-api-key form=pair target=serverless/otlp verdict=fits at {{pair}}
