# left from the time when this folder was applied by itself
es_api_key = "{{pair2}}"
#~ hard-coded-key information at {{pair2}}
