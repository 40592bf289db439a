#!/bin/sh
cd "$1" || exit
ls
cd "$(dirname "$0")" || exit
. ./.env
curl -fsS -H "Authorization: ApiKey $K" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/health
#! wrong-encoding error at $K
#? curl origin=.env#K at $K
