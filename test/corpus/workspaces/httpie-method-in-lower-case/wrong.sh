#!/bin/sh
http get https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/_cat/health "Authorization:ApiKey {{pair}}"
#! wrong-encoding error at {{pair}}
#! hard-coded-key information at {{pair}}
#? httpie form=pair target=ech/elasticsearch at {{pair}}
http --check-status post https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/logs/_rollover Authorization:"ApiKey {{pair}}"
#! wrong-encoding error at {{pair}}
#! hard-coded-key information at {{pair}}
#? httpie form=pair target=ech/elasticsearch at {{pair}}
xh Delete https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/old "Authorization:ApiKey {{pair}}"
#! wrong-encoding error at {{pair}}
#! hard-coded-key information at {{pair}}
#? httpie form=pair target=ech/elasticsearch at {{pair}}
