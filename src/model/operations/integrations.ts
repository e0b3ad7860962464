import type { Address } from '../address.ts'
import { backendReference, lambdaFunctionName } from '../queries/backendKey.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { Design } from '../schema/design.ts'
import type { IntegrationResponse } from '../schema/integrations/common.ts'
import { integration as integrationSchema } from '../schema/integrations/index.ts'
import type {
  AddressedIntegration,
  Integration,
  IntegrationType,
} from '../schema/integrations/index.ts'
import { integrationRefusal, responseMappingRefusal } from './integrationRules.ts'
import { isStatusCode, statusCodeRefusal } from './methods.ts'
import { templatesRefusal } from './templates.ts'
import { inMethod, own, withMember, withoutMember } from './within.ts'
import type { MethodRef } from './within.ts'

/** Region and account of the addresses that are made here; users change them in the URI. */
export const madeUpPlace = { region: 'us-east-1', account: '123456789012' }

/** Put an integration on a method in place of the one it has. Refuses what PutIntegration refuses, in its words. */
export function putIntegration(
  design: Design,
  args: MethodRef & { readonly integration: Integration },
): Result<Design> {
  const { integration } = args
  return inMethod(design, args, (method, api, at) => {
    const refused = integrationRefusal(integration, api, [...at, 'integration'])
    if (refused) return refused
    return ok({ ...method, integration })
  })
}

/** Any member of any integration but its type; `undefined` removes an optional one. */
export type IntegrationChange = {
  readonly [K in Exclude<keyof AddressedIntegration, 'type' | 'retained'>]?:
    AddressedIntegration[K] | undefined
}

/** Change members of a method's integration. Members that its type does not have are refused. */
export function updateIntegration(
  design: Design,
  args: MethodRef & { readonly change: IntegrationChange },
): Result<Design> {
  return inMethod(design, args, (method, api, at) => {
    const place = [...at, 'integration']
    if (!method.integration) return noIntegration(place)
    const entries = Object.entries(args.change)
    const before: Readonly<Record<string, unknown>> = method.integration
    if (entries.every(([name, value]) => before[name] === value)) return ok(method)
    const merged = Object.entries({ ...method.integration, ...args.change })
    const present = Object.fromEntries(merged.filter(([, value]) => value !== undefined))
    const parsed = integrationSchema.safeParse(present)
    if (!parsed.success) {
      const issue = parsed.error.issues[0]
      const path = issue?.path.map(String) ?? []
      return fail('integration/invalid', issue?.message ?? 'Invalid integration', [
        ...place,
        ...path,
      ])
    }
    const refused = integrationRefusal(parsed.data, api, place, method.integration)
    if (refused) return refused
    // the parsed copy is equal; keeping the given members keeps their identity
    return ok({ ...method, integration: { ...parsed.data, ...present } as Integration })
  })
}

/** Give a method an integration of a type, keeping what the types share; where there is none yet, a new one that works. */
export function setIntegrationType(
  design: Design,
  args: MethodRef & { readonly type: IntegrationType },
): Result<Design> {
  return inMethod(design, args, (method) => {
    const { integration } = method
    if (integration?.type === args.type) return ok(method)
    const next = integrationOfType(args.type, integration)
    const needsOk = Object.keys(method.methodResponses).length === 0
    return ok({
      ...method,
      integration: next,
      ...(needsOk && {
        methodResponses: {
          '200': { statusCode: '200', responseParameters: {}, responseModels: {} },
        },
      }),
    })
  })
}

const firstUris = {
  HTTP: 'https://example.com',
  HTTP_PROXY: 'https://example.com',
  AWS: `arn:aws:apigateway:${madeUpPlace.region}:dynamodb:action/Query`,
  AWS_PROXY: lambdaUri('my-function'),
} satisfies { [T in Exclude<IntegrationType, 'MOCK'>]: string }

function integrationOfType(type: IntegrationType, from: Integration | undefined): Integration {
  const shared = {
    requestParameters: from?.requestParameters ?? {},
    requestTemplates: from?.requestTemplates ?? {},
    passthroughBehavior: from?.passthroughBehavior ?? 'WHEN_NO_MATCH',
    // the transfer mode is not taken along, nor the longer wait that goes with it
    timeoutInMillis: Math.min(from?.timeoutInMillis ?? 29000, 29000),
    cacheKeyParameters: from?.cacheKeyParameters ?? [],
    integrationResponses: from?.integrationResponses ?? {},
    ...(from?.contentHandling !== undefined && { contentHandling: from.contentHandling }),
    ...(from?.cacheNamespace !== undefined && { cacheNamespace: from.cacheNamespace }),
    ...(from?.retained !== undefined && { retained: from.retained }),
  } as const
  const withDefaultResponse = {
    ...shared,
    integrationResponses:
      Object.keys(shared.integrationResponses).length > 0
        ? shared.integrationResponses
        : { '200': { statusCode: '200', responseParameters: {}, responseTemplates: {} } },
  }
  if (type === 'MOCK') {
    const requestTemplates =
      Object.keys(shared.requestTemplates).length > 0 && from?.type === 'MOCK'
        ? shared.requestTemplates
        : { 'application/json': '{"statusCode": 200}' }
    return { ...withDefaultResponse, type, requestTemplates }
  }
  const before = from === undefined || from.type === 'MOCK' ? undefined : from
  const keepsUri = before !== undefined && uriFits(type, before.uri)
  const addressed = {
    uri: keepsUri ? before.uri : firstUris[type],
    connectionType: before?.connectionType ?? ('INTERNET' as const),
    ...(before?.connectionId !== undefined && { connectionId: before.connectionId }),
    ...(before?.credentials !== undefined && { credentials: before.credentials }),
    httpMethod: type === 'AWS_PROXY' || type === 'AWS' ? 'POST' : (before?.httpMethod ?? 'GET'),
  }
  const templates = from?.type === 'MOCK' ? { requestTemplates: {} } : {}
  if (type === 'HTTP' || type === 'AWS') {
    return { ...withDefaultResponse, ...templates, ...addressed, type }
  }
  return { ...shared, ...templates, ...addressed, type }
}

function uriFits(type: Exclude<IntegrationType, 'MOCK'>, uri: string): boolean {
  if (type === 'HTTP' || type === 'HTTP_PROXY') return /^https?:\/\//i.test(uri)
  return type === 'AWS' ? uri.startsWith('arn:') : lambdaFunctionName(uri) !== undefined
}

/** Remove a method's integration. */
export function removeIntegration(design: Design, ref: MethodRef): Result<Design> {
  return inMethod(design, ref, (method, _api, at) => {
    if (!method.integration) return noIntegration([...at, 'integration'])
    const { integration: _removed, ...rest } = method
    return ok(rest)
  })
}

/** Draw the edge from a method to a backend: its integration reaches it from now on. A fitting integration keeps all but its address. */
export function connectBackend(
  design: Design,
  args: MethodRef & { readonly backendKey: string },
): Result<Design> {
  const [kind = '', name = ''] = splitOnce(args.backendKey, ':')
  return inMethod(design, args, (method, _api, at) => {
    const { integration } = method
    if (integration && backendReference(integration)?.key === args.backendKey) return ok(method)
    const uri = backendUri(kind, name, integration)
    if (name === '' || uri === undefined) {
      return fail('backend/unknown', `There is no backend ${args.backendKey}`, [
        'backends',
        args.backendKey,
      ])
    }
    const type = fittingType(kind, integration?.type)
    const next = integrationOfType(type, integration)
    if (next.type === 'MOCK') return noIntegration([...at, 'integration'])
    return ok({ ...method, integration: { ...next, uri } })
  })
}

function splitOnce(value: string, separator: string): [string, string] {
  const index = value.indexOf(separator)
  return index < 0 ? [value, ''] : [value.slice(0, index), value.slice(index + 1)]
}

function fittingType(kind: string, type: IntegrationType | undefined): IntegrationType {
  if (kind === 'http') return type === 'HTTP_PROXY' ? 'HTTP_PROXY' : 'HTTP'
  if (kind === 'lambda') return type === 'AWS' ? 'AWS' : 'AWS_PROXY'
  return 'AWS'
}

const firstActions: Readonly<Record<string, string>> = {
  dynamodb: 'action/Query',
  kinesis: 'action/PutRecord',
  sqs: `path/${madeUpPlace.account}/my-queue`,
  sns: 'action/Publish',
  states: 'action/StartExecution',
  events: 'action/PutEvents',
  s3: 'path/my-bucket/my-key',
}

function backendUri(
  kind: string,
  name: string,
  integration: Integration | undefined,
): string | undefined {
  if (kind === 'http') {
    const before =
      integration?.type === 'HTTP' || integration?.type === 'HTTP_PROXY' ? integration.uri : ''
    const path = /^[a-z]+:\/\/[^/?#]+(.*)$/i.exec(before)?.[1] ?? ''
    return `https://${name}${path}`
  }
  if (kind === 'lambda') return lambdaUri(name)
  if (kind !== 'aws') return undefined
  return `arn:aws:apigateway:${madeUpPlace.region}:${name}:${own(firstActions, name) ?? 'path/'}`
}

/** The invocation URI of a function in the place that is made up here. */
export function lambdaUri(functionName: string): string {
  const arn = `arn:aws:lambda:${madeUpPlace.region}:${madeUpPlace.account}:function:${functionName}`
  return `arn:aws:apigateway:${madeUpPlace.region}:lambda:path/2015-03-31/functions/${arn}/invocations`
}

/** Add an integration response, or put another in its place; `replaces` names the status code that it had before. */
export function putIntegrationResponse(
  design: Design,
  args: MethodRef & { readonly response: IntegrationResponse; readonly replaces?: string },
): Result<Design> {
  const { response, replaces } = args
  return inMethod(design, args, (method, _api, at) => {
    const { integration } = method
    if (!integration) return noIntegration([...at, 'integration'])
    const place = [...at, 'integration', 'integrationResponses', response.statusCode]
    if (!isStatusCode(response.statusCode)) return statusCodeRefusal(response.statusCode, place)
    const renamed = replaces !== undefined && replaces !== response.statusCode
    if (renamed && own(integration.integrationResponses, response.statusCode)) {
      return fail('integration-response/exists', 'Response already exists for this resource', place)
    }
    const before = own(integration.integrationResponses, replaces ?? response.statusCode)
    const refused =
      templatesRefusal(
        response.responseTemplates,
        [...place, 'responseTemplates'],
        before?.responseTemplates,
      ) ?? responseMappingRefusal(response, [...place, 'responseParameters'], before)
    if (refused) return refused
    const rest = renamed
      ? withoutMember(integration.integrationResponses, replaces)
      : integration.integrationResponses
    const integrationResponses = withMember(rest, response.statusCode, response)
    return ok({ ...method, integration: { ...integration, integrationResponses } })
  })
}

/** Remove an integration response. */
export function removeIntegrationResponse(
  design: Design,
  args: MethodRef & { readonly statusCode: string },
): Result<Design> {
  return inMethod(design, args, (method, _api, at) => {
    const { integration } = method
    if (!integration) return noIntegration([...at, 'integration'])
    if (!Object.hasOwn(integration.integrationResponses, args.statusCode)) {
      return fail('integration-response/not-found', 'Invalid Response status code specified', [
        ...at,
        'integration',
        'integrationResponses',
        args.statusCode,
      ])
    }
    const integrationResponses = withoutMember(integration.integrationResponses, args.statusCode)
    return ok({ ...method, integration: { ...integration, integrationResponses } })
  })
}

function noIntegration(at: Address) {
  return fail('integration/not-found', 'Invalid Integration identifier specified', at)
}
