import {
  backendReference,
  entryPointAt,
  methodRefAt,
  ok,
  pathInThing,
  putIntegrationResponse,
  putMethodResponse,
  setTemplate,
  thingAddress,
  updateBackend,
  updateIntegration,
  updateRestApi,
} from '../../model/index.ts'
import type {
  Address,
  CannedAnswer,
  Design,
  Integration,
  Json,
  Method,
  MethodRef,
  Result,
} from '../../model/index.ts'
import type { Reason } from './why.ts'

/** A change of the design that takes a cause away. */
export interface Mending {
  /** What it does: `Declare 404 in the method response`. */
  readonly title: string
  readonly apply: (design: Design) => Result<Design>
}

/** The method that a reason is about. */
interface Place {
  readonly at: Address
  readonly ref: MethodRef
  readonly method: Method
  readonly integration: Integration
  readonly design: Design
}

/** What mends a cause, by its code; nothing where this design holds something that a change would take away. */
const mendings: Readonly<Record<string, (place: Place) => Mending | undefined>> = {
  'response/undeclared-status': ({ ref, method, integration }) => {
    const missing = Object.keys(integration.integrationResponses).filter(
      (status) => !Object.hasOwn(method.methodResponses, status),
    )
    if (missing.length === 0) return undefined
    return {
      title: `Declare ${missing.join(', ')} in the method response`,
      apply: (design) => declared(design, ref, missing),
    }
  },
  'response/no-default': ({ ref, method, integration }) => {
    const responses = integration.integrationResponses
    const hasDefault = Object.values(responses).some(({ selectionPattern }) => !selectionPattern)
    const free = ['200', '500'].find((status) => !Object.hasOwn(responses, status))
    if (free === undefined || hasDefault) return undefined
    const response = { statusCode: free, responseParameters: {}, responseTemplates: {} }
    return {
      title: `Add ${free} as the default integration response`,
      apply: (design) => {
        const missing = Object.hasOwn(method.methodResponses, free) ? [] : [free]
        const prepared = declared(design, ref, missing)
        return prepared.ok ? putIntegrationResponse(prepared.value, { ...ref, response }) : prepared
      },
    }
  },
  'response/template-on-binary': ({ at, ref, integration }) => {
    const response = integration.integrationResponses[pathInThing(at)[2] ?? '']
    if (!response || response.contentHandling === 'CONVERT_TO_TEXT') return undefined
    return {
      title: 'Convert the answer to text (CONVERT_TO_TEXT)',
      apply: (design) =>
        putIntegrationResponse(design, {
          ...ref,
          response: { ...response, contentHandling: 'CONVERT_TO_TEXT' },
        }),
    }
  },
  'integration/template-on-binary': ({ ref, integration }) =>
    integration.contentHandling === 'CONVERT_TO_TEXT'
      ? undefined
      : {
          title: 'Convert the body to text (CONVERT_TO_TEXT)',
          apply: (design) =>
            updateIntegration(design, { ...ref, change: { contentHandling: 'CONVERT_TO_TEXT' } }),
        },
  'integration/mock-status': ({ at, integration }) => {
    // a template that says something else is the user's
    if (Object.hasOwn(integration.requestTemplates, 'application/json')) return undefined
    const text = '{"statusCode": 200}'
    return {
      title: `Add the request template ${text}`,
      apply: (design) =>
        setTemplate(design, {
          at: [...thingAddress(at), 'integration', 'requestTemplates', 'application/json'],
          text,
        }),
    }
  },
  'integration/lambda-not-post': ({ ref, integration }) =>
    integration.type === 'MOCK' || integration.httpMethod === 'POST'
      ? undefined
      : {
          title: 'Call the function with POST',
          apply: (design) => updateIntegration(design, { ...ref, change: { httpMethod: 'POST' } }),
        },
  'mapping/restricted-header': ({ at, ref, integration }) => {
    const target = at.at(-1) ?? ''
    const { [target]: taken, ...requestParameters } = integration.requestParameters
    return taken === undefined
      ? undefined
      : {
          title: `Take out the mapping to ${target.split('.').slice(3).join('.')}`,
          apply: (design) => updateIntegration(design, { ...ref, change: { requestParameters } }),
        }
  },
  'lambda/malformed-response': ({ integration, design }) => {
    const key = backendReference(integration)?.key ?? ''
    const backend = Object.hasOwn(design.backends, key) ? design.backends[key] : undefined
    const answer = backend?.answer && inProxyForm(backend.answer)
    // which case answered is not known here
    if (!answer || backend.cases?.length) return undefined
    return {
      title: 'Let the function answer in the form of a proxy',
      apply: (changed) => updateBackend(changed, { key, change: { answer } }),
    }
  },
}

/** The change that takes a cause away, where there is one that is safe; it can be undone like any other. */
export function mendingOf(
  { rule, at, role }: Pick<Reason, 'rule' | 'at' | 'role'>,
  design: Design,
): Mending | undefined {
  if (role !== 'cause') return undefined
  if (rule === 'host/endpoint-disabled') return endpointEnabled(at, design)
  const find = Object.hasOwn(mendings, rule) ? mendings[rule] : undefined
  const ref = methodRefAt(at)
  const entry = find && entryPointAt(design, at)
  if (!find || !ref || entry?.kind !== 'method' || !entry.integration) return undefined
  const { method, integration } = entry
  return find({ at, ref, method, integration, design })
}

function declared(design: Design, ref: MethodRef, statuses: readonly string[]): Result<Design> {
  let result: Result<Design> = ok(design)
  for (const statusCode of statuses) {
    if (!result.ok) return result
    const response = { statusCode, responseParameters: {}, responseModels: {} }
    result = putMethodResponse(result.value, { ...ref, response })
  }
  return result
}

function endpointEnabled([, apiId = '']: Address, design: Design): Mending | undefined {
  const api = Object.hasOwn(design.apis, apiId) ? design.apis[apiId] : undefined
  if (api?.protocol !== 'REST' || !api.disableExecuteApiEndpoint) return undefined
  return {
    title: 'Enable the default endpoint of the API',
    apply: (changed) =>
      updateRestApi(changed, { apiId, change: { disableExecuteApiEndpoint: false } }),
  }
}

/** What a function returned, as the body of an answer in the form that the service wants. */
function inProxyForm(answer: CannedAnswer): CannedAnswer | undefined {
  if (!('lambda' in answer) || 'error' in answer.lambda) return undefined
  const { lambda, latencyMs } = answer
  if ('result' in lambda && isInProxyForm(lambda.result)) return undefined
  const body = 'rawResult' in lambda ? lambda.rawResult : bodyText(lambda.result)
  const result = { statusCode: 200, headers: { 'Content-Type': 'application/json' }, body }
  return { lambda: { result }, ...(latencyMs !== undefined && { latencyMs }) }
}

/** Whether it is what a change here would make of it. */
function isInProxyForm(result: Json): boolean {
  if (typeof result !== 'object' || result === null || Array.isArray(result)) return false
  const { statusCode, body, headers, ...others } = result
  return (
    typeof statusCode === 'number' &&
    typeof body === 'string' &&
    typeof headers === 'object' &&
    Object.keys(others).length === 0
  )
}

function bodyText(result: Json): string {
  if (typeof result === 'string') return result
  const isAnswer = typeof result === 'object' && result !== null && !Array.isArray(result)
  const body = isAnswer && 'body' in result ? result['body'] : result
  return typeof body === 'string' ? body : JSON.stringify(body ?? null)
}
