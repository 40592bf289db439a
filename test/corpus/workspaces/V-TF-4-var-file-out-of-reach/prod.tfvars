# nothing here says that it is ever given to terraform
es_api_key = "{{pair}}"
#~ hard-coded-key information at {{pair}}
