beats_key = "{{encoded}}"
