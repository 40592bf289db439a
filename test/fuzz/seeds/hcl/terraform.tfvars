api_key = "{{pair}}"
hosts   = ["https://a", "https://b"] # two
tags    = { "a" : 1, b = null, }
raw     = <<EOT
line "one"
${two}
EOT
/* the end */
