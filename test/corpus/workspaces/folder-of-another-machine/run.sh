#!/bin/sh
env -C a sh -c '. ./.env; curl -H "Authorization: ApiKey $K" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/'
#? curl state=unknown at $K
ssh host '. ./.env; curl -H "Authorization: ApiKey $K" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/'
#? curl state=unknown at $K
sudo -u es sh -c 'cd a && . ./.env && curl -H "Authorization: ApiKey $K" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/'
#? curl form=encoded id={{id2}} at $K
x=$(cd a; . ./.env; curl -H "Authorization: ApiKey $K" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/)
#? curl form=encoded id={{id2}} at $K
bash -c '. ./.env; curl -H "Authorization: ApiKey $K" https://my-deployment-d53192.es.us-east-1.aws.elastic-cloud.com/'
#! wrong-encoding error at $K
#? curl form=pair at $K
