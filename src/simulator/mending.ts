import {
  backendReference,
  ok,
  putIntegrationResponse,
  putMethodResponse,
  setTemplate,
  updateBackend,
  updateIntegration,
  updateRestApi,
  valueAt,
} from '../model/index.ts'
import type {
  Address,
  CannedAnswer,
  Design,
  Integration,
  Json,
  Method,
  MethodRef,
  Result,
} from '../model/index.ts'
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
    return {
      title: `Declare ${missing.join(', ')} in the method response`,
      apply: (design) => declared(design, ref, missing),
    }
  },
  'response/no-default': ({ ref, method, integration }) => {
    const free = ['200', '500'].find(
      (status) => !Object.hasOwn(integration.integrationResponses, status),
    )
    if (free === undefined) return undefined
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
    const response = integration.integrationResponses[at[8] ?? '']
    return (
      response && {
        title: 'Convert the answer to text (CONVERT_TO_TEXT)',
        apply: (design) =>
          putIntegrationResponse(design, {
            ...ref,
            response: { ...response, contentHandling: 'CONVERT_TO_TEXT' },
          }),
      }
    )
  },
  'integration/template-on-binary': ({ ref }) => ({
    title: 'Convert the body to text (CONVERT_TO_TEXT)',
    apply: (design) =>
      updateIntegration(design, { ...ref, change: { contentHandling: 'CONVERT_TO_TEXT' } }),
  }),
  'integration/mock-status': ({ at, integration }) => {
    // a template that says something else is the user's
    if (Object.hasOwn(integration.requestTemplates, 'application/json')) return undefined
    const text = '{"statusCode": 200}'
    return {
      title: `Add the request template ${text}`,
      apply: (design) =>
        setTemplate(design, {
          at: [...at.slice(0, 7), 'requestTemplates', 'application/json'],
          text,
        }),
    }
  },
  'integration/lambda-not-post': ({ ref }) => ({
    title: 'Call the function with POST',
    apply: (design) => updateIntegration(design, { ...ref, change: { httpMethod: 'POST' } }),
  }),
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
  if (rule === 'host/endpoint-disabled') return endpointEnabled(at)
  const find = Object.hasOwn(mendings, rule) ? mendings[rule] : undefined
  const methodAt = at.slice(0, 6)
  const method = find && (valueAt(design, methodAt) as Method | undefined) // the address of a method
  const integration = method?.integration
  if (!find || !integration || at[4] !== 'methods') return undefined
  const [, apiId = '', , resourceId = ''] = at
  const ref = { apiId, resourceId, httpMethod: method.httpMethod }
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

function endpointEnabled(at: Address): Mending {
  return {
    title: 'Enable the default endpoint of the API',
    apply: (design) =>
      updateRestApi(design, {
        apiId: at[1] ?? '',
        change: { disableExecuteApiEndpoint: false },
      }),
  }
}

/** What a function returned, as the body of an answer in the form that the service wants. */
function inProxyForm(answer: CannedAnswer): CannedAnswer | undefined {
  if (!('lambda' in answer) || 'error' in answer.lambda) return undefined
  const { lambda, latencyMs } = answer
  const body = 'rawResult' in lambda ? lambda.rawResult : bodyText(lambda.result)
  const result = { statusCode: 200, headers: { 'Content-Type': 'application/json' }, body }
  return { lambda: { result }, ...(latencyMs !== undefined && { latencyMs }) }
}

function bodyText(result: Json): string {
  if (typeof result === 'string') return result
  const isAnswer = typeof result === 'object' && result !== null && !Array.isArray(result)
  const body = isAnswer && 'body' in result ? result['body'] : result
  return typeof body === 'string' ? body : JSON.stringify(body ?? null)
}
