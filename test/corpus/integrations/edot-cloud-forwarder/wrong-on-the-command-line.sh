#@ file: deploy.sh
#!/bin/sh
# Each of the three ways to hand parameters over.
aws cloudformation create-stack \
  --stack-name edot-cloud-forwarder-vpc \
  --template-url https://edot-cloud-forwarder.s3.amazonaws.com/v1/latest/cloudformation/s3_logs-cloudformation.yaml \
  --region eu-central-1 \
  --parameters \
    ParameterKey=SourceS3BucketARN,ParameterValue=arn:aws:s3:::corp-vpc \
    ParameterKey=OTLPEndpoint,ParameterValue="https://my-project-alias-df6c6d.ingest.us-east-1.aws.elastic.cloud:443" \
    ParameterKey=ElasticAPIKey,ParameterValue="{{pair}}" \
    #! wrong-encoding error at {{pair}}
    #! hard-coded-key information at {{pair}}
    #? edot-cloud-forwarder kind=serverless-project-api-key form=pair target=serverless/otlp verdict=fits at {{pair}}
    ParameterKey=EdotCloudForwarderS3LogsType,ParameterValue="vpcflow"
aws cloudformation deploy --stack-name edot-cloud-forwarder-elb --template-file ecf.yaml \
  --parameter-overrides OTLPEndpoint=https://my-project-alias-df6c6d.es.us-east-1.aws.elastic.cloud ElasticAPIKey=$ECF_KEY
#! wrong-endpoint error at https://my-project-alias-df6c6d.es.us-east-1.aws.elastic.cloud
#? edot-cloud-forwarder form=reference target=serverless/elasticsearch at $ECF_KEY
az deployment group create --resource-group obs --template-file ecf.bicep \
  --parameters elasticsearchOtlpEndpoint=$OTLP_ENDPOINT elasticsearchApiKey={{secret}}
#! half-a-key error at {{secret}}
#~ hard-coded-key information at {{secret}}
#? edot-cloud-forwarder form=half at {{secret}}
# A template of somebody's own, and a parameter that stays as it is
az deployment group create --resource-group search --template-file es.bicep --parameters elasticsearchApiKey=qk-4410
aws cloudformation update-stack --stack-name x --parameters ParameterKey=ElasticAPIKey,UsePreviousValue=true
