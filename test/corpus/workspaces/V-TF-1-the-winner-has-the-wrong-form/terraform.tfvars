es_api_key = "{{pair2}}"
