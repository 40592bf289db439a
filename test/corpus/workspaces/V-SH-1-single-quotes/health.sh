#!/bin/sh
K={{encoded}}
#~ hard-coded-key information at {{encoded}}
curl -fsS -H 'Authorization: ApiKey $K' https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cluster/health
#! unexpanded-variable error at $K
