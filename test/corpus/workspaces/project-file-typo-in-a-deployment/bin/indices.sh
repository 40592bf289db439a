#!/bin/sh
# the entry without a fault still counts
set -eu
curl -fsS -H "Authorization: ApiKey {{essu}}" https://es.search.corp.example:9200/_cat/indices
#! wrong-key-type error at {{essu}}
curl -fsS -H "Authorization: ApiKey {{encoded2}}" https://es.search.corp.example:9200/_cat/indices
