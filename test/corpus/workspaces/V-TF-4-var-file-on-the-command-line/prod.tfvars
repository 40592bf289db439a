es_api_key = "{{pair2}}"
#~ hard-coded-key information at {{pair2}}
