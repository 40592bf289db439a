# Written by the pipeline from the vault, never committed
writer_key = "{{pair}}"
