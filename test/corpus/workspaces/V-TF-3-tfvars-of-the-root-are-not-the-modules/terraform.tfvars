es_api_key = "{{encoded}}"
#~ hard-coded-key information at {{encoded}}
audit_key  = "{{pair2}}"
#~ hard-coded-key information at {{pair2}}
