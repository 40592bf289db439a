#@ file: infra/collectors.tf
# The provider for Helm takes values as text.
resource "helm_release" "collector" {
  name       = "collector"
  repository = "https://open-telemetry.github.io/opentelemetry-helm-charts"
  chart      = "opentelemetry-collector"
  namespace  = "observability"

  values = [<<-EOT
    mode: deployment
    config:
      exporters:
        elasticsearch:
          endpoint: https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com:443
          api_key: "{{pair}}"
          #! wrong-encoding error at {{pair}}
          #! hard-coded-key information at {{pair}}
          #? otel-elasticsearch-exporter kind=elasticsearch-api-key form=pair target=ech/elasticsearch verdict=fits at {{pair}}
      service:
        pipelines:
          logs: { receivers: [filelog], exporters: [elasticsearch] }
  EOT
  ]
}
