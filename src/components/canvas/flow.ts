import { backendReference, isWithin, resourcePath, sameAddress } from '../../model/index.ts'
import type {
  Address,
  Design,
  HttpMethod,
  Integration,
  IntegrationResponse,
  Method,
  RestApi,
} from '../../model/index.ts'
import type { Station } from '../../simulator/index.ts'
import { authorizationLabel, backendWords, integrationLabel, integrationTarget } from './words.ts'

/** Something that is configured at a station: a line of its card. */
export interface Fact {
  readonly label: string
  readonly value: string
  /** Where it is configured; a template opens from here. */
  readonly at?: Address
}

/** A station of the flow as a card. */
export interface StationItem {
  readonly station: Station
  readonly methodAt: Address
  /** As the console calls it. */
  readonly title: string
  readonly subtitle: string
  /** What is selected with the station. */
  readonly at: Address
  /** Where its editor is: a template where it has one. */
  readonly editAt: Address
  readonly facts: readonly Fact[]
  /** Nothing is configured here; requests pass as they are. */
  readonly isIdle: boolean
  readonly sentence: string
}

export interface FlowGraph {
  readonly methodAt: Address
  readonly httpMethod: HttpMethod
  readonly path: string
  readonly apiName: string
  /** In the order of the trace. */
  readonly stations: readonly StationItem[]
  /** Neighbours on the way, in their order: request row, then response row. */
  readonly ways: readonly { readonly from: Station; readonly to: Station }[]
}

/** Lines that a card has room for; more are counted. */
const shownFacts = 5

const ways: FlowGraph['ways'] = [
  { from: 'client', to: 'authorizer' },
  { from: 'authorizer', to: 'methodRequest' },
  { from: 'methodRequest', to: 'integrationRequest' },
  { from: 'integrationRequest', to: 'backend' },
  { from: 'backend', to: 'integrationResponse' },
  { from: 'integrationResponse', to: 'methodResponse' },
  { from: 'methodResponse', to: 'client' },
]

/** The stations of one method, with what is configured at each; `undefined` where there is no such method. */
export function buildFlow(design: Design, methodAt: Address): FlowGraph | undefined {
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
    methodAt,
    httpMethod: method.httpMethod,
    path,
    apiName: api.name,
    stations: cards.map((card) => ({
      ...card,
      methodAt,
      facts: shortened(card.facts),
      sentence: sentenceOf(card),
    })),
    ways,
  }
}

/** The station of a method's flow where an address in the method is configured. */
export function stationOf(at: Address): Station {
  switch (at[6]) {
    case 'integration':
      return at[7] === 'integrationResponses' ? 'integrationResponse' : 'integrationRequest'
    case 'methodResponses':
      return 'methodResponse'
    case 'authorizationType':
    case 'authorizerId':
    case 'authorizationScopes':
    case 'apiKeyRequired':
      return 'authorizer'
    default:
      return 'methodRequest'
  }
}

/** The station to mark: the one that was chosen last, unless something of another one is selected now. */
export function shownStation(
  methodAt: Address,
  chosen: Station | undefined,
  selection: Address,
): Station {
  if (!isWithin(selection, methodAt)) return chosen ?? 'methodRequest'
  // client and method request stand for the method itself, a backend that is not there for the integration
  if (sameAddress(selection, methodAt)) return chosen === 'client' ? 'client' : 'methodRequest'
  const isIntegration = sameAddress(selection, [...methodAt, 'integration'])
  return chosen === 'backend' && isIntegration ? 'backend' : stationOf(selection)
}

type Card = Omit<StationItem, 'sentence' | 'methodAt'>

function sentenceOf({ title, subtitle, facts }: Card): string {
  const told = facts.map(({ label, value }) => (label === '' ? value : `${label} ${value}`))
  return [subtitle === '' ? title : `${title}: ${subtitle}`, ...told]
    .filter((text) => text !== '')
    .join(', ')
}

function shortened(facts: readonly Fact[]): readonly Fact[] {
  if (facts.length <= shownFacts) return facts
  const shown = facts.slice(0, shownFacts - 1)
  return [...shown, { label: '', value: `and ${facts.length - shown.length} more` }]
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
  const base = { station: 'backend', title: 'Backend' } as const
  if (!integration) {
    return { ...base, subtitle: 'None yet', at, editAt: at, facts: [], isIdle: true }
  }
  const reference = backendReference(integration)
  if (!reference) {
    const facts = [{ label: '', value: 'No backend is called' }]
    return { ...base, subtitle: 'Mock', at, editAt: at, facts, isIdle: false }
  }
  const declared = Object.hasOwn(design.backends, reference.key)
    ? design.backends[reference.key]
    : undefined
  const backendAt = ['backends', reference.key]
  const target = integrationTarget(integration)
  const { title, kindLabel } = backendWords(
    reference.key,
    reference.kind,
    declared?.name ?? reference.name,
  )
  return {
    ...base,
    subtitle: title,
    at: backendAt,
    editAt: [...backendAt, 'answer'],
    facts: [
      { label: '', value: kindLabel },
      ...(target !== undefined && reference.kind !== 'lambda'
        ? [{ label: 'Calls', value: target, at: [...at, 'uri'] }]
        : []),
      {
        label: 'Answer',
        value: declared?.mode === 'live' ? 'asked live' : answerWords(declared?.answer),
        at: [...backendAt, 'answer'],
      },
    ],
    isIdle: false,
  }
}

function answerWords(answer: Design['backends'][string]['answer']): string {
  if (answer === undefined) return 'canned, 200 {}'
  if ('timeout' in answer) return 'times out'
  if ('networkError' in answer) return 'network error'
  if ('echoBody' in answer) return 'echoes the body'
  if ('lambda' in answer) return 'error' in answer.lambda ? 'function error' : 'canned result'
  return `canned, ${answer.status}`
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
