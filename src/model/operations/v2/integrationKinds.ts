import { integrationSubtypes } from '../../queries/integrationSubtypes.ts'
import { lambdaFunctionNames } from '../../queries/lambdaFunctions.ts'
import type { Design } from '../../schema/design.ts'
import type { RouteIntegration } from '../../schema/v2/integration.ts'
import { madeUpPlace } from '../integrations.ts'
import { own } from '../within.ts'
import type { Changes } from '../within.ts'

/** The kinds of integrations that HTTP APIs have, in the order of the console. */
export const routeIntegrationKinds = ['lambda', 'http', 'private', 'service'] as const
export type RouteIntegrationKind = (typeof routeIntegrationKinds)[number]

type NewIntegration = Partial<RouteIntegration> & Pick<RouteIntegration, 'integrationType'>

/** The kind of an integration of an HTTP API. */
export function routeIntegrationKind(
  integration: Pick<RouteIntegration, 'integrationType' | 'integrationSubtype' | 'connectionType'>,
): RouteIntegrationKind {
  if (integration.integrationSubtype !== undefined) return 'service'
  if (integration.integrationType === 'AWS_PROXY') return 'lambda'
  return integration.connectionType === 'VPC_LINK' ? 'private' : 'http'
}

/** The ARN of a function of the made-up account. */
export function lambdaFunctionArn(functionName: string): string {
  return `arn:aws:lambda:${madeUpPlace.region}:${madeUpPlace.account}:function:${functionName}`
}

/** The settings of a new Lambda integration: payload format 2.0, as the console creates it. */
export function lambdaIntegration(functionName: string): NewIntegration {
  return {
    integrationType: 'AWS_PROXY',
    integrationUri: lambdaFunctionArn(functionName),
    payloadFormatVersion: '2.0',
  }
}

/** The settings of a new HTTP integration. */
export function httpIntegration(url: string, method = 'ANY'): NewIntegration {
  return {
    integrationType: 'HTTP_PROXY',
    integrationUri: url,
    integrationMethod: method,
    payloadFormatVersion: '1.0',
  }
}

/** The settings of a new private integration. */
export function privateIntegration(targetArn: string, vpcLinkId: string): NewIntegration {
  return { ...httpIntegration(targetArn), connectionType: 'VPC_LINK', connectionId: vpcLinkId }
}

/** Values that the parameters of a new AWS service integration begin with. Others begin with the property of the body that has their name. */
const starterParameters: Readonly<Record<string, string>> = {
  QueueUrl: `https://sqs.${madeUpPlace.region}.amazonaws.com/${madeUpPlace.account}/my-queue`,
  MessageBody: '$request.body',
  Detail: '$request.body',
  DetailType: 'my-event',
  Source: 'my-application',
  StreamName: 'my-stream',
  Data: '$request.body',
  PartitionKey: '$context.requestId',
  StateMachineArn: `arn:aws:states:${madeUpPlace.region}:${madeUpPlace.account}:stateMachine:my-state-machine`,
  Application: 'my-application',
  Environment: 'my-environment',
  Configuration: 'my-configuration',
  ClientId: '$context.requestId',
}

/** The settings of a new AWS service integration, with its required parameters. Parameters of `before` that the subtype has stay. */
export function serviceIntegration(
  subtype: string,
  before: Pick<RouteIntegration, 'requestParameters' | 'credentialsArn'> = {
    requestParameters: {},
  },
): NewIntegration {
  const {
    required = [],
    optional = [],
    service = 'integration',
  } = own(integrationSubtypes, subtype) ?? {}
  const kept = Object.entries(before.requestParameters).filter(
    ([name]) => required.includes(name) || optional.includes(name),
  )
  const started = required.map(
    (name) => [name, own(starterParameters, name) ?? `$request.body.${name}`] as const,
  )
  return {
    integrationType: 'AWS_PROXY',
    integrationSubtype: subtype,
    payloadFormatVersion: '1.0',
    credentialsArn:
      before.credentialsArn ?? `arn:aws:iam::${madeUpPlace.account}:role/api-gateway-${service}`,
    requestParameters: { ...Object.fromEntries(started), ...Object.fromEntries(kept) },
  }
}

/**
 * The change that gives an integration another kind, complete enough for the service to accept it. The description, the
 * timeout and, where the new kind has them, parameter mappings stay. `undefined` for a private integration in a design
 * without a VPC link.
 */
export function changeToKind(
  design: Design,
  integration: RouteIntegration,
  kind: RouteIntegrationKind,
): Changes<Omit<RouteIntegration, 'id' | 'retained'>> | undefined {
  const started = starterOf(design, kind)
  if (!started) return undefined
  const isMapped = kind !== 'service' && integration.integrationSubtype === undefined
  return {
    integrationSubtype: undefined,
    integrationMethod: undefined,
    connectionType: 'INTERNET',
    connectionId: undefined,
    credentialsArn: undefined,
    tlsConfig: undefined,
    requestParameters: isMapped ? integration.requestParameters : {},
    responseParameters: isMapped ? integration.responseParameters : {},
    ...started,
  }
}

function starterOf(design: Design, kind: RouteIntegrationKind): NewIntegration | undefined {
  switch (kind) {
    case 'lambda':
      return lambdaIntegration(lambdaFunctionNames(design)[0] ?? 'my-function')
    case 'http':
      return httpIntegration('https://example.com')
    case 'service':
      return serviceIntegration('SQS-SendMessage')
    case 'private': {
      const [vpcLinkId] = Object.keys(design.access.vpcLinksV2)
      const listener =
        'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/internal/0123456789abcdef/0123456789abcdef'
      return vpcLinkId === undefined ? undefined : privateIntegration(listener, vpcLinkId)
    }
  }
}
