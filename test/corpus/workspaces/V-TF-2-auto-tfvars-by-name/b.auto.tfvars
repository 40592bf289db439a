es_api_key = "{{encoded2}}"
#~ hard-coded-key information at {{encoded2}}
