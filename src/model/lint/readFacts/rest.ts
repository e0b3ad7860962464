import { sameAddress } from '../../address.ts'
import { readPolicy } from '../../policy/readPolicy.ts'
import type { PolicyReading } from '../../policy/readPolicy.ts'
import { lambdaFunctionName } from '../../queries/backendKey.ts'
import { methodsOf } from '../../queries/resourceTree.ts'
import type { Method } from '../../schema/method.ts'
import type { RestApi } from '../../schema/restApi.ts'
import type { LintedDesign, MethodFacts, RestApiFacts, TemplateFacts } from '../facts.ts'
import { preflightsOf } from '../preflights.ts'
import type { Preflight } from '../facts.ts'

/** Read the facts of a REST API. What few rules need is read when the first one asks. */
export function readRestApi(api: RestApi, { access }: Pick<LintedDesign, 'access'>): RestApiFacts {
  const methods = methodsOf(api).map(methodFacts)
  let templates: readonly TemplateFacts[] | undefined
  let policy: PolicyReading | undefined
  let preflights: ReadonlyMap<string, Preflight> | undefined
  return {
    api,
    at: ['apis', api.id],
    access,
    methods,
    get templates() {
      return (templates ??= methods.flatMap((each) => each.templates))
    },
    get policy() {
      return (policy ??= readPolicy(api.policy ?? '', {
        isPrivate: api.endpointConfiguration.types.includes('PRIVATE'),
        stageNames: Object.keys(api.stages),
      }))
    },
    get preflights() {
      return (preflights ??= preflightsOf(methods))
    },
  }
}

/** Methods never change, they are replaced: the facts of one stand as long as it is where it was. */
const known = new WeakMap<Method, MethodFacts>()

function methodFacts(found: ReturnType<typeof methodsOf>[number]): MethodFacts {
  const before = known.get(found.method)
  const isSame =
    before?.path === found.path &&
    before.resource === found.resource &&
    sameAddress(before.at, found.at)
  if (isSame) return before
  const facts = readMethod(found)
  known.set(found.method, facts)
  return facts
}

function readMethod(found: ReturnType<typeof methodsOf>[number]): MethodFacts {
  const { method, path, at } = found
  const { integration } = method
  const integrationAt = [...at, 'integration']
  const type = integration?.type
  let templates: readonly TemplateFacts[] | undefined
  const facts: MethodFacts = {
    ...found,
    name: `${method.httpMethod} ${path}`,
    integration,
    integrationAt,
    isProxy: type === 'HTTP_PROXY' || type === 'AWS_PROXY',
    isLambda:
      (integration?.type === 'AWS' || integration?.type === 'AWS_PROXY') &&
      lambdaFunctionName(integration.uri) !== undefined,
    responses: Object.entries(integration?.integrationResponses ?? {})
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([statusCode, response]) => ({
        response,
        at: [...integrationAt, 'integrationResponses', statusCode],
        isDefault: response.selectionPattern === undefined || response.selectionPattern === '',
      })),
    get templates() {
      return (templates ??= templatesOf(facts))
    },
  }
  return facts
}

function templatesOf(owner: MethodFacts): TemplateFacts[] {
  if (!owner.integration || owner.isProxy) return []
  const requests = Object.entries(owner.integration.requestTemplates).map(
    ([contentType, text]): TemplateFacts => ({
      text,
      contentType,
      at: [...owner.integrationAt, 'requestTemplates', contentType],
      owner,
    }),
  )
  const answers = owner.responses.flatMap(({ response, at }) =>
    Object.entries(response.responseTemplates).map(([contentType, text]): TemplateFacts => ({
      text,
      contentType,
      at: [...at, 'responseTemplates', contentType],
      owner,
      response,
    })),
  )
  return [...requests, ...answers]
}
