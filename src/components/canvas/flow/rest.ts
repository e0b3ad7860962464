import { backendReference, resourcePath } from '../../../model/index.ts'
import type {
  Address,
  Design,
  Integration,
  IntegrationResponse,
  Method,
  RestApi,
} from '../../../model/index.ts'
import { authorizationLabel, integrationLabel, integrationTarget } from '../words.ts'
import { backendCard, noBackendCard } from './backendCard.ts'
import { stationItems } from './graph.ts'
import type { Card, Fact, FlowGraph } from './graph.ts'
import { restShape } from './shapes.ts'

/** The stations of one method, with what is configured at each; `undefined` where there is no such method. */
export function buildRestFlow(design: Design, methodAt: Address): FlowGraph | undefined {
  const [, apiId = '', , resourceId = '', , verb = ''] = methodAt
  const api = Object.hasOwn(design.apis, apiId) ? design.apis[apiId] : undefined
  if (api?.protocol !== 'REST' || !Object.hasOwn(api.resources, resourceId)) return undefined
  const resource = api.resources[resourceId]
  const method = Object.values(resource?.methods ?? {}).find(
    ({ httpMethod }) => httpMethod === verb,
  )
  if (!method) return undefined
  const path = resourcePath(api, resourceId)
  const cards = [
    client(method, methodAt, path, Object.keys(api.stages)),
    authorizer(api, method, methodAt),
    methodRequest(api, method, methodAt),
    integrationRequest(method, methodAt),
    backend(design, method, methodAt),
    integrationResponse(method, methodAt),
    methodResponse(method, methodAt),
  ]
  return {
    entryAt: methodAt,
    verb: method.httpMethod,
    path,
    apiName: api.name,
    stations: stationItems(cards, methodAt, [methodAt]),
    shape: restShape,
  }
}

function client(
  method: Method,
  methodAt: Address,
  path: string,
  stageNames: readonly string[],
): Card {
  return {
    station: 'client',
    title: 'Client',
    subtitle: '',
    at: methodAt,
    editAt: methodAt,
    facts: [
      { label: method.httpMethod, value: path },
      ...(stageNames.length > 0
        ? [{ label: stageNames.length === 1 ? 'Stage' : 'Stages', value: stageNames.join(', ') }]
        : []),
    ],
    isIdle: false,
  }
}

function authorizer(api: RestApi, method: Method, methodAt: Address): Card {
  const { authorizationType, authorizerId, authorizationScopes, apiKeyRequired } = method
  const found =
    authorizerId !== undefined && Object.hasOwn(api.authorizers, authorizerId)
      ? api.authorizers[authorizerId]
      : undefined
  const facts: Fact[] = []
  if (found) {
    facts.push({
      label: 'Name',
      value: found.name,
      at: ['apis', api.id, 'authorizers', found.id],
    })
    if (found.identitySource !== undefined) {
      facts.push({ label: 'Identity', value: lastPart(found.identitySource) })
    }
  }
  for (const scope of authorizationScopes) facts.push({ label: 'Scope', value: scope })
  facts.push({ label: '', value: apiKeyRequired ? 'API key required' : 'No API key' })
  return {
    station: 'authorizer',
    title: 'Authorizer',
    subtitle: authorizationLabel(authorizationType),
    at: found ? ['apis', api.id, 'authorizers', found.id] : [...methodAt, 'authorizationType'],
    editAt: found ? ['apis', api.id, 'authorizers', found.id] : [...methodAt, 'authorizationType'],
    facts,
    isIdle: authorizationType === 'NONE' && !apiKeyRequired,
  }
}

function methodRequest(api: RestApi, method: Method, methodAt: Address): Card {
  const { requestValidatorId, requestParameters, requestModels } = method
  const validator =
    requestValidatorId !== undefined && Object.hasOwn(api.requestValidators, requestValidatorId)
      ? api.requestValidators[requestValidatorId]
      : undefined
  const facts: Fact[] = [
    {
      label: 'Validator',
      value: validator?.name ?? 'None',
      at: [...methodAt, 'requestValidatorId'],
    },
    ...Object.entries(requestParameters).map(([name, required]) => ({
      label: parameterPlace(name),
      value: lastPart(name) + (required ? ' *' : ''),
      at: [...methodAt, 'requestParameters', name],
    })),
    ...Object.entries(requestModels).map(([contentType, modelName]) => ({
      label: 'Model',
      value: contentType === 'application/json' ? modelName : `${modelName} (${contentType})`,
      at: [...methodAt, 'requestModels', contentType],
    })),
  ]
  return {
    station: 'methodRequest',
    title: 'Method request',
    subtitle: method.operationName ?? 'What a caller must send',
    at: methodAt,
    editAt: [...methodAt, 'requestParameters'],
    facts,
    isIdle: facts.length === 1 && !validator,
  }
}

function integrationRequest(method: Method, methodAt: Address): Card {
  const { integration } = method
  const at = [...methodAt, 'integration']
  const base = { station: 'integrationRequest', title: 'Integration request', at } as const
  if (!integration) {
    const facts = [{ label: '', value: 'Set up an integration' }]
    return { ...base, subtitle: 'No integration yet', editAt: at, facts, isIdle: true }
  }
  if (integration.type === 'HTTP_PROXY' || integration.type === 'AWS_PROXY') {
    const mapped = parameterFacts(integration, at)
    const facts = [{ label: '', value: 'Passes the request as it is' }, ...mapped]
    return {
      ...base,
      subtitle: integrationLabel(integration),
      editAt: at,
      facts,
      isIdle: mapped.length === 0,
    }
  }
  const templates = templateFacts(integration.requestTemplates, [...at, 'requestTemplates'])
  return {
    ...base,
    subtitle: integrationLabel(integration),
    editAt: templates[0]?.at ?? at,
    facts: [
      ...templates,
      ...parameterFacts(integration, at),
      {
        label: 'Passthrough',
        value: passthroughWords[integration.passthroughBehavior],
        at: [...at, 'passthroughBehavior'],
      },
    ],
    isIdle: false,
  }
}

const passthroughWords = {
  WHEN_NO_MATCH: 'when no match',
  WHEN_NO_TEMPLATES: 'when no templates',
  NEVER: 'never',
} satisfies { [K in Integration['passthroughBehavior']]: string }

function templateFacts(
  templates: Readonly<Record<string, string>>,
  at: Address,
): { readonly label: string; readonly value: string; readonly at: Address }[] {
  return Object.keys(templates).map((contentType) => ({
    label: 'Template',
    value: contentType,
    at: [...at, contentType],
  }))
}

function parameterFacts(integration: Integration, at: Address): Fact[] {
  return Object.keys(integration.requestParameters).map((name) => ({
    label: `Sets ${parameterPlace(name).toLowerCase()}`,
    value: lastPart(name),
    at: [...at, 'requestParameters', name],
  }))
}

function backend(design: Design, method: Method, methodAt: Address): Card {
  const { integration } = method
  const at = [...methodAt, 'integration']
  if (!integration) return noBackendCard('None yet', at)
  const reference = backendReference(integration)
  if (!reference) {
    const facts = [{ label: '', value: 'No backend is called' }]
    return { ...noBackendCard('Mock', at), facts, isIdle: false }
  }
  const target = integrationTarget(integration)
  const calls =
    target !== undefined && reference.kind !== 'lambda'
      ? { label: 'Calls', value: target, at: [...at, 'uri'] }
      : undefined
  return backendCard(design, reference, calls)
}

function integrationResponse(method: Method, methodAt: Address): Card {
  const { integration } = method
  const at = [...methodAt, 'integration', 'integrationResponses']
  const base = { station: 'integrationResponse', title: 'Integration response', at } as const
  if (integration?.type === 'HTTP_PROXY' || integration?.type === 'AWS_PROXY') {
    const facts = [{ label: '', value: 'Passes the answer as it is' }]
    return { ...base, subtitle: 'Proxy', editAt: at, facts, isIdle: true }
  }
  const responses = Object.values(integration?.integrationResponses ?? {})
  if (responses.length === 0) {
    const facts = [{ label: '', value: 'No response is mapped' }]
    return { ...base, subtitle: 'None yet', editAt: at, facts, isIdle: true }
  }
  return {
    ...base,
    subtitle: responses.length === 1 ? '1 response' : `${responses.length} responses`,
    editAt: firstTemplate(responses, at) ?? at,
    facts: responses.map((response) => ({
      label: response.statusCode,
      value: patternWords(response),
      at: responseTemplateAt(response, at) ?? [...at, response.statusCode],
    })),
    isIdle: false,
  }
}

function patternWords({ selectionPattern, responseTemplates }: IntegrationResponse): string {
  const pattern =
    selectionPattern === undefined || selectionPattern === '' ? 'default' : selectionPattern
  const count = Object.keys(responseTemplates).length
  if (count === 0) return pattern
  return `${pattern} · ${count === 1 ? 'template' : `${count} templates`}`
}

function firstTemplate(
  responses: readonly IntegrationResponse[],
  at: Address,
): Address | undefined {
  for (const response of responses) {
    const found = responseTemplateAt(response, at)
    if (found) return found
  }
  return undefined
}

function responseTemplateAt(response: IntegrationResponse, at: Address): Address | undefined {
  const [contentType] = Object.keys(response.responseTemplates)
  return contentType === undefined
    ? undefined
    : [...at, response.statusCode, 'responseTemplates', contentType]
}

function methodResponse(method: Method, methodAt: Address): Card {
  const at = [...methodAt, 'methodResponses']
  const responses = Object.values(method.methodResponses)
  return {
    station: 'methodResponse',
    title: 'Method response',
    subtitle:
      responses.length === 0
        ? 'None declared'
        : responses.length === 1
          ? '1 status'
          : `${responses.length} statuses`,
    at,
    editAt: responses[0] ? [...at, responses[0].statusCode] : at,
    facts: responses.map(({ statusCode, responseModels, responseParameters }) => {
      const models = [...new Set(Object.values(responseModels))]
      const headers = Object.keys(responseParameters).length
      const parts = [
        ...models,
        ...(headers === 0 ? [] : [headers === 1 ? '1 header' : `${headers} headers`]),
      ]
      return {
        label: statusCode,
        value: parts.length === 0 ? 'no model' : parts.join(', '),
        at: [...at, statusCode],
      }
    }),
    isIdle: responses.length === 0,
  }
}

/** `method.request.querystring.page` → `Query`. */
function parameterPlace(name: string): string {
  const place = name.split('.')[2]
  if (place === 'querystring') return 'Query'
  return place === 'path' ? 'Path' : 'Header'
}

/** `method.request.header.X-Trace` → `X-Trace`. */
function lastPart(name: string): string {
  return name.split('.').slice(3).join('.') || name
}
