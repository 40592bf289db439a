#!/bin/sh
set -eu
curl -fsS -k -v -H "Authorization: ApiKey {{encoded}}" https://es.logs.corp.example:9243/_cluster/health
#! key-echoed warning at -v
