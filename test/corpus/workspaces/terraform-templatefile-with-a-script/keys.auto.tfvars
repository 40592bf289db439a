es_key = "{{essu}}"
#~ hard-coded-key information at {{essu}}
