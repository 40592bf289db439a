apikey = "{{essu}}"
#~ shadowed-key warning at {{essu}}
#~ hard-coded-key information at {{essu}}
