export ES_API_KEY={{essu}}
#~ hard-coded-key information at {{essu}}
