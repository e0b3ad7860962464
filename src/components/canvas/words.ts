import { backendReference, unreachable } from '../../model/index.ts'
import type { AuthorizationType, BackendKind, Integration } from '../../model/index.ts'

const kindLabels = {
  http: 'HTTP endpoint',
  lambda: 'Lambda function',
  dynamodb: 'DynamoDB',
  kinesis: 'Kinesis Data Streams',
  sqs: 'SQS',
  sns: 'SNS',
  states: 'Step Functions',
  events: 'EventBridge',
  s3: 'S3',
  service: 'AWS service',
} satisfies { [K in BackendKind]: string }

/** What a backend is called, and what it is: a service of its own kind is called by its kind. */
export function backendWords(
  key: string,
  kind: BackendKind,
  name: string,
): { readonly title: string; readonly kindLabel: string } {
  const isBareService = key === `aws:${name}` && kind !== 'service'
  return isBareService
    ? { title: kindLabels[kind], kindLabel: 'AWS service' }
    : { title: name, kindLabel: kindLabels[kind] }
}

/** The type of an integration, as the console calls it. */
export function integrationLabel(integration: Integration): string {
  switch (integration.type) {
    case 'MOCK':
      return 'Mock'
    case 'HTTP':
      return 'HTTP'
    case 'HTTP_PROXY':
      return 'HTTP proxy'
    case 'AWS_PROXY':
      return 'Lambda proxy'
    case 'AWS':
      return backendReference(integration)?.kind === 'lambda' ? 'Lambda' : 'AWS service'
    default:
      return unreachable(integration)
  }
}

/** What an integration asks its backend for, in few words: `GET /pets`, `Query`, a function's name. A mock asks nobody. */
export function integrationTarget(integration: Integration): string | undefined {
  if (integration.type === 'MOCK') return undefined
  if (integration.type === 'HTTP' || integration.type === 'HTTP_PROXY') {
    const path = /^[a-z]+:\/\/[^/?#]+([^?#]*)/i.exec(integration.uri)?.[1] ?? ''
    return `${integration.httpMethod ?? 'ANY'} ${path === '' ? '/' : path}`
  }
  const reference = backendReference(integration)
  if (reference?.kind === 'lambda') return reference.name
  return /:(?:action\/|path\/)(.*)$/.exec(integration.uri)?.[1] ?? integration.uri
}

const authorizationLabels = {
  NONE: 'None',
  AWS_IAM: 'IAM',
  CUSTOM: 'Lambda authorizer',
  COGNITO_USER_POOLS: 'Cognito user pools',
} satisfies { [T in AuthorizationType]: string }

/** How a method is guarded, as the console calls it. */
export function authorizationLabel(type: AuthorizationType): string {
  return authorizationLabels[type]
}

/** Bytes for people: `128 B`, `1.4 kB`, `37 kB`. */
export function bytesText(sizeBytes: number): string {
  if (sizeBytes < 1000) return `${sizeBytes} B`
  if (sizeBytes < 9950) return `${(sizeBytes / 1000).toFixed(1)} kB`
  if (sizeBytes < 999_500) return `${Math.round(sizeBytes / 1000)} kB`
  return `${(sizeBytes / 1_000_000).toFixed(1)} MB`
}

/** Milliseconds for people: `<1 ms`, `12 ms`, `1.2 s`. */
export function durationText(tookMs: number): string {
  if (tookMs < 1) return '<1 ms'
  if (tookMs < 1000) return `${Math.round(tookMs)} ms`
  return `${(tookMs / 1000).toFixed(1)} s`
}
