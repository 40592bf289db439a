pair = "{{pair}}"
#~ hard-coded-key information at {{pair}}
