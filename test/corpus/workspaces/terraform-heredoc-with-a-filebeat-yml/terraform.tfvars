beats_key = "{{encoded}}"
#~ hard-coded-key information at {{encoded}}
