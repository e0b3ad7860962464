import { lambdaFunctionName } from '../queries/backendKey.ts'
import { methodsOf } from '../queries/resourceTree.ts'
import { readPolicy } from '../policy/readPolicy.ts'
import type { PolicyReading } from '../policy/readPolicy.ts'
import { sameAddress } from '../address.ts'
import type { Address } from '../address.ts'
import type { IntegrationResponse } from '../schema/integrations/common.ts'
import type { Integration } from '../schema/integrations/index.ts'
import type { Method } from '../schema/method.ts'
import type { Resource } from '../schema/resource.ts'
import type { RestApi } from '../schema/restApi.ts'
import { preflightsOf } from './preflights.ts'
import type { Preflight } from './preflights.ts'
import { stageVariableUsesOf } from './stageVariableUses.ts'
import type { StageVariableUse } from './stageVariableUses.ts'
import type { LintedDesign } from './rule.ts'

/** A method with what rules ask of it. */
export interface MethodFacts {
  readonly method: Method
  readonly resource: Resource
  readonly path: string
  readonly at: Address
  /** `GET /pets`. */
  readonly name: string
  readonly integration: Integration | undefined
  readonly integrationAt: Address
  /** An integration whose backend gets and gives whole requests and answers. */
  readonly isProxy: boolean
  /** An integration that invokes a Lambda function. */
  readonly isLambda: boolean
  /** The integration responses in the order in which their patterns are tried, with their addresses. */
  readonly responses: readonly {
    readonly response: IntegrationResponse
    readonly at: Address
    readonly isDefault: boolean
  }[]
  /** Its mapping templates that are used: those of proxies are not. */
  readonly templates: readonly TemplateFacts[]
}

/** A mapping template with its place. */
export interface TemplateFacts {
  readonly text: string
  readonly contentType: string
  readonly at: Address
  readonly owner: MethodFacts
  /** The integration response that it writes; absent for a request. */
  readonly response?: IntegrationResponse
}

/** What rules ask of one API, looked up once for all of them. */
export interface ApiFacts {
  readonly api: RestApi
  readonly at: Address
  readonly access: LintedDesign['access']
  readonly methods: readonly MethodFacts[]
  /** Templates that are used: those of proxies are not. */
  readonly templates: readonly TemplateFacts[]
  readonly stageVariableUses: readonly StageVariableUse[]
  /** What the resource policy says, and what is wrong with its text. */
  readonly policy: PolicyReading
  /** The OPTIONS methods that answer browsers, by the ids of their resources. */
  readonly preflights: ReadonlyMap<string, Preflight>
}

/** The facts of an API. What few rules need is found when the first one asks. */
export function factsOf(api: RestApi, { access }: Pick<LintedDesign, 'access'>): ApiFacts {
  const methods = methodsOf(api).map(methodFacts)
  let templates: readonly TemplateFacts[] | undefined
  let uses: readonly StageVariableUse[] | undefined
  let policy: PolicyReading | undefined
  let preflights: ReadonlyMap<string, Preflight> | undefined
  const facts: ApiFacts = {
    api,
    at: ['apis', api.id],
    access,
    methods,
    get templates() {
      return (templates ??= methods.flatMap((each) => each.templates))
    },
    get stageVariableUses() {
      return (uses ??= stageVariableUsesOf(facts))
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
  return facts
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
