es_api_key = "{{encoded}}"
#~ shadowed-key warning at {{encoded}}
#~ hard-coded-key information at {{encoded}}
