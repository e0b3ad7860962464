import type { Address } from '../address.ts'
import { quotaOfApi } from '../queries/quotaOfApi.ts'
import { quotas } from '../queries/quotas.ts'
import { isStreamed } from '../queries/streaming.ts'
import { fail } from '../result.ts'
import type { Problem } from '../result.ts'
import type { IntegrationResponse } from '../schema/integrations/common.ts'
import type { AddressedIntegration, Integration } from '../schema/integrations/index.ts'
import { httpMethods } from '../schema/method.ts'
import type { RestApi } from '../schema/restApi.ts'
import { changedEntries, isRequestSource, isResponseSource, mappingsRefusal } from './mappings.ts'
import { unknownHttpMethod } from './methods.ts'
import { isFilledInLater } from './placeholders.ts'
import { templatesRefusal } from './templates.ts'

const requestTarget = /^integration\.request\.(?:header|querystring|path)\.[a-zA-Z0-9._$-]+$/
const responseTarget = /^method\.response\.header\.[a-zA-Z0-9._$-]+$/

/** Why the header mappings of an integration response would not be stored. */
export function responseMappingRefusal(
  response: IntegrationResponse,
  at: Address,
  before: IntegrationResponse | undefined,
) {
  return mappingsRefusal(
    changedEntries(response.responseParameters, before?.responseParameters),
    (target) => responseTarget.test(target),
    isResponseSource,
    at,
  )
}

/** Why the request mappings of an integration would not be stored. */
function requestMappingRefusal(integration: Integration, at: Address, before?: Integration) {
  return mappingsRefusal(
    changedEntries(integration.requestParameters, before?.requestParameters),
    (target) => requestTarget.test(target),
    isRequestSource,
    [...at, 'requestParameters'],
  )
}

/**
 * Everything that the service would refuse of an integration as it is in a document or in a design, its timeout aside: the
 * quota of an account may be raised. Addresses that CloudFormation fills in later are not checked.
 */
export function refusedParts(integration: Integration, at: Address): readonly Problem[] {
  const refusals = [
    requestMappingRefusal(integration, at),
    templatesRefusal(integration.requestTemplates, [...at, 'requestTemplates']),
    integration.type === 'MOCK' ? undefined : settledAddressRefusal(integration, at),
    ...Object.values(integration.integrationResponses).flatMap((response) => {
      const place = [...at, 'integrationResponses', response.statusCode]
      return [
        responseMappingRefusal(response, [...place, 'responseParameters'], undefined),
        templatesRefusal(response.responseTemplates, [...place, 'responseTemplates']),
      ]
    }),
  ]
  return refusals.flatMap((refusal) => refusal?.problems ?? [])
}

function settledAddressRefusal(integration: AddressedIntegration, at: Address) {
  const { uri, credentials = '' } = integration
  // a bare word is the name of a parameter or a resource that stands for an address to come
  const isOpen = /^[A-Za-z0-9]*$/.test(uri) || isFilledInLater(uri) || isFilledInLater(credentials)
  return isOpen ? undefined : addressRefusal(integration, at, undefined)
}

/** Why the service would not store an integration; `undefined` where it would. What was so before is not looked at again. */
export function integrationRefusal(
  integration: Integration,
  api: RestApi,
  at: Address,
  before?: Integration,
) {
  const refused =
    requestMappingRefusal(integration, at, before) ??
    templatesRefusal(
      integration.requestTemplates,
      [...at, 'requestTemplates'],
      before?.requestTemplates,
    )
  if (refused) return refused
  const { timeoutInMillis } = integration
  const longest = longestMs(integration, api)
  if (timeoutInMillis !== before?.timeoutInMillis || (before && longest < longestMs(before, api))) {
    if (!(timeoutInMillis >= quotas.shortestTimeout.most && timeoutInMillis <= longest)) {
      return fail('integration/timeout', timeoutOutside(longest), [...at, 'timeoutInMillis'])
    }
  }
  if (integration.type === 'MOCK') return undefined
  return addressRefusal(integration, at, before?.type === 'MOCK' ? undefined : before)
}

/** What the service says of a timeout that is too short, or longer than so many milliseconds. */
export function timeoutOutside(longest: number): string {
  return `Timeout should be between ${quotas.shortestTimeout.most} ms and ${longest} ms`
}

/**
 * Milliseconds that an integration may wait for a whole answer, or for the end of one that is streamed. The account of a
 * regional or private API may have a raised quota; how far it can be raised is not published, and taken for that of a stream.
 */
function longestMs(integration: Integration, api: RestApi): number {
  const isRaisable = quotaOfApi(api) !== 'edgeApis'
  return isRaisable || isStreamed(integration)
    ? quotas.streamTimeout.most
    : quotas.integrationTimeout.most
}

function addressRefusal(
  integration: AddressedIntegration,
  at: Address,
  before: AddressedIntegration | undefined,
) {
  const { type, uri, httpMethod, credentials, connectionType, connectionId } = integration
  const differs = (member: keyof AddressedIntegration) =>
    before?.type !== type || before[member] !== integration[member]
  const refuse = (code: string, message: string, property: string) =>
    fail(`integration/${code}`, message, [...at, property])
  if (differs('httpMethod')) {
    if (httpMethod === undefined || httpMethod === '') {
      const message = 'Enumeration value for HttpMethod must be non-empty'
      return refuse('http-method', message, 'httpMethod')
    }
    if (!httpMethods.some((known) => known === httpMethod)) {
      return refuse('http-method', unknownHttpMethod, 'httpMethod')
    }
  }
  const isProxy = type === 'HTTP_PROXY' || type === 'AWS_PROXY'
  const isStream = integration.responseTransferMode === 'STREAM'
  if (isStream && !isProxy && differs('responseTransferMode')) {
    const message = `Response transfer mode STREAM is for HTTP_PROXY and AWS_PROXY integrations, not for ${type}`
    return refuse('stream-type', message, 'responseTransferMode')
  }
  const needsLink = connectionType === 'VPC_LINK' && !connectionId
  if (needsLink && (differs('connectionType') || differs('connectionId'))) {
    const message = 'VPC Link ID must be specified for a VPC_LINK connection'
    return refuse('connection-id', message, 'connectionId')
  }
  const problem = differs('uri') ? uriProblem(type, uri) : undefined
  if (problem) return refuse(problem.code, problem.message, 'uri')
  if (credentials !== undefined && differs('credentials') && !credentials.startsWith('arn:')) {
    return refuse('credentials', 'Invalid ARN specified in the request', 'credentials')
  }
  return undefined
}

/** What the service finds wrong in the address of an integration. */
function uriProblem(
  type: AddressedIntegration['type'],
  uri: string,
): { readonly code: string; readonly message: string } | undefined {
  if (type === 'HTTP' || type === 'HTTP_PROXY') {
    const isUrl = /^https?:\/\/[^\s/]+/i.test(uri) || /^\$\{stageVariables\.\w+\}/.test(uri)
    if (isUrl && isOpenPort(uri)) return undefined
    return { code: 'http-endpoint', message: 'Invalid HTTP endpoint specified for URI' }
  }
  if (!uri.startsWith('arn:') || uri.split(':').length < 6) {
    return { code: 'arn', message: 'Invalid ARN specified in the request' }
  }
  if (!/^arn:[^:]*:apigateway:[^:]*:[^:]+:(?:path|action)(?:\/|$)/.test(uri)) {
    return { code: 'arn-path', message: 'AWS ARN for integration must contain path or action' }
  }
  const isProxyTarget = /:(?:lambda:path\/[^/]+\/functions\/|firehose:action\/)/.test(uri)
  if (type !== 'AWS_PROXY' || isProxyTarget) return undefined
  return {
    code: 'proxy-target',
    message:
      "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.",
  }
}

/** Ports that a backend may listen at. Source: developer guide, HTTP integrations. */
function isOpenPort(uri: string): boolean {
  const port = /^https?:\/\/[^/?#]*:(\d+)(?:[/?#]|$)/i.exec(uri)?.[1]
  if (port === undefined) return true
  const number = Number(port)
  return number === 80 || number === 443 || (number >= 1024 && number <= 65535)
}
