es_api_key = "{{pair}}"
#~ shadowed-key warning at {{pair}}
#~ hard-coded-key information at {{pair}}
