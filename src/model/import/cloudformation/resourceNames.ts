import type { ControlEnvironment } from '../../control/index.ts'
import { own } from '../../operations/within.ts'
import { evaluate } from './intrinsics.ts'
import type { Scope } from './intrinsics.ts'
import type { TemplateResource } from './template.ts'

/** The name that a template gives a resource of another service, under whatever property. */
export function nameOf({ type, properties }: TemplateResource, scope: Scope): string | undefined {
  const names = [
    'FunctionName',
    'TableName',
    'QueueName',
    'TopicName',
    'BucketName',
    'StateMachineName',
    'Name',
  ]
  const found = names.find((name) => Object.hasOwn(properties, name))
  const quiet = { ...scope, unresolved: () => undefined }
  const value = found === undefined ? undefined : evaluate(properties[found] ?? null, quiet)
  if (typeof value !== 'string' || value === 'UNRESOLVED') return undefined
  // an alias is of a function, which may be given by its ARN
  const alias = type === 'AWS::Lambda::Alias' ? evaluate(properties['Name'] ?? null, quiet) : null
  const name = value.replace(/^arn:.*:function:/, '')
  return typeof alias === 'string' ? `${name}:${alias}` : value
}

/** Types that `Ref` names by their ARN. */
export const namedByArn: ReadonlySet<string> = new Set([
  'AWS::CertificateManager::Certificate',
  'AWS::ElasticLoadBalancingV2::Listener',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::ElasticLoadBalancingV2::TargetGroup',
  'AWS::Lambda::Alias',
  'AWS::Lambda::Version',
  'AWS::SNS::Topic',
  'AWS::SecretsManager::Secret',
  'AWS::Serverless::StateMachine',
  'AWS::StepFunctions::StateMachine',
  'AWS::WAFv2::WebACL',
])

/** The resource part of the ARN of a type; other types have one that names them. */
export const arnShapes: Readonly<Record<string, string>> = {
  'AWS::Lambda::Function': 'lambda:{place}:function:{id}',
  'AWS::Serverless::Function': 'lambda:{place}:function:{id}',
  'AWS::Lambda::Alias': 'lambda:{place}:function:{id}',
  'AWS::DynamoDB::Table': 'dynamodb:{place}:table/{id}',
  'AWS::Serverless::SimpleTable': 'dynamodb:{place}:table/{id}',
  'AWS::SQS::Queue': 'sqs:{place}:{id}',
  'AWS::SNS::Topic': 'sns:{place}:{id}',
  'AWS::Kinesis::Stream': 'kinesis:{place}:stream/{id}',
  'AWS::StepFunctions::StateMachine': 'states:{place}:stateMachine:{id}',
  'AWS::Serverless::StateMachine': 'states:{place}:stateMachine:{id}',
  'AWS::Events::EventBus': 'events:{place}:event-bus/{id}',
  'AWS::S3::Bucket': 's3:::{id}',
  'AWS::IAM::Role': 'iam::{account}:role/{id}',
  'AWS::ElasticLoadBalancingV2::LoadBalancer':
    'elasticloadbalancing:{place}:loadbalancer/net/{id}/1',
  'AWS::CertificateManager::Certificate': 'acm:{place}:certificate/{id}',
  'AWS::SecretsManager::Secret': 'secretsmanager:{place}:secret:{id}',
  'AWS::Logs::LogGroup': 'logs:{place}:log-group:{id}:*',
  'AWS::Cognito::UserPool': 'cognito-idp:{place}:userpool/{id}',
}

/** The value of an attribute that is an ARN, or of another one as far as it can be known. */
export function arnOf(
  type: string,
  id: string,
  attribute: string,
  { region, accountId }: ControlEnvironment,
): string {
  if (attribute !== 'Arn' && !attribute.endsWith('Arn'))
    return /Name$/.test(attribute) ? id : `${id}.${attribute}`
  const service = type.split('::')[1]?.toLowerCase() ?? 'aws'
  const shape = own(arnShapes, type) ?? `${service}:{place}:{id}`
  return `arn:aws:${shape.replace('{place}', `${region}:${accountId}`).replace('{account}', accountId).replace('{id}', id)}`
}
