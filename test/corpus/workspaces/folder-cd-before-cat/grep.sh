#!/bin/sh
cd b
curl -H "Authorization: ApiKey $(grep ^K= key | cut -d= -f2-)" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/
#! wrong-encoding error at $(grep ^K= key | cut -d= -f2-)
