logging_key = "{{pair}}"
#~ hard-coded-key information at {{pair}}
