import type { Address } from '../address.ts'
import type { PolicyReading } from '../policy/readPolicy.ts'
import type { EntryPoint } from '../queries/entryPoints.ts'
import type { RouteKey } from '../queries/routeKeys.ts'
import type { Api, Design } from '../schema/design.ts'
import type { IntegrationResponse } from '../schema/integrations/common.ts'
import type { Integration } from '../schema/integrations/index.ts'
import type { Method } from '../schema/method.ts'
import type { Resource } from '../schema/resource.ts'
import type { RestApi } from '../schema/restApi.ts'
import type { HttpApi } from '../schema/v2/apis.ts'
import type { RouteAuthorizer } from '../schema/v2/authorizer.ts'
import type { RouteIntegration } from '../schema/v2/integration.ts'
import type { Route } from '../schema/v2/route.ts'

/** The parts of a design that rules read. While they are the same, so are the problems. */
export type LintedDesign = Pick<
  Design,
  'apis' | 'access' | 'identities' | 'backends' | 'mutedRules'
>

/** What rules can apply to, with the facts that their `check` takes. */
export interface Subjects {
  /** Any API, whatever its protocol: what clients reach in it, its stages and its authorizers. */
  readonly api: ApiFacts
  readonly restApi: RestApiFacts
  /** A method of a REST API. Its findings are kept until the method changes. */
  readonly method: MethodFacts
  readonly httpApi: HttpApiFacts
  /** The whole design: custom domains, usage plans, API keys, account quotas. */
  readonly design: LintedDesign
}

/** What APIs of every protocol have. */
export interface ApiFacts {
  readonly api: Api
  readonly at: Address
  /** What requests reach: methods, or routes. */
  readonly entryPoints: readonly EntryPoint[]
  readonly stages: readonly StageFacts[]
  readonly authorizers: readonly {
    readonly id: string
    readonly name: string
    readonly at: Address
  }[]
  readonly stageVariableUses: readonly StageVariableUse[]
  /** True when a function, an authorizer or a template gets all stage variables, so that any of them may be read. */
  readonly mayReadAnyVariable: boolean
}

/** A stage, whatever the protocol of its API. */
export interface StageFacts {
  readonly stageName: string
  readonly at: Address
  readonly variables: Readonly<Record<string, string>>
  readonly variablesAt: Address
  /** Every deployment that the stage serves. */
  readonly deployments: readonly { readonly id: string; readonly at: Address }[]
  readonly isServing: boolean
  readonly writesLog: boolean
}

/** An HTTP API with what rules ask of it. */
export interface HttpApiFacts {
  readonly api: HttpApi
  readonly at: Address
  readonly design: LintedDesign
  readonly routes: readonly RouteFacts[]
  readonly integrations: readonly RouteIntegrationFacts[]
}

/** A route of an HTTP API with what it leads to. */
export interface RouteFacts {
  readonly route: Route
  /** `undefined` when the route key is malformed. */
  readonly key: RouteKey | undefined
  readonly at: Address
  readonly integration: RouteIntegrationFacts | undefined
  readonly authorizer: RouteAuthorizer | undefined
}

/** An integration of an HTTP API. */
export interface RouteIntegrationFacts {
  readonly integration: RouteIntegration
  readonly at: Address
  /** What messages call it: its description, its subtype, or the backend that it reaches. */
  readonly name: string
  /** The key of the backend that it reaches. */
  readonly backendKey: string | undefined
  /** The keys of the routes that target it. */
  readonly routeKeys: readonly string[]
  readonly isLambda: boolean
}

/** A method of a REST API with what rules ask of it. */
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

/** A REST API with what rules ask of it, looked up once for all of them. */
export interface RestApiFacts {
  readonly api: RestApi
  readonly at: Address
  readonly access: Design['access']
  readonly methods: readonly MethodFacts[]
  /** Templates that are used: those of proxies are not. */
  readonly templates: readonly TemplateFacts[]
  /** What the resource policy says, and what is wrong with its text. */
  readonly policy: PolicyReading
  /** The OPTIONS methods that answer browsers, by the ids of their resources. */
  readonly preflights: ReadonlyMap<string, Preflight>
}

/** What an OPTIONS method answers a browser that asks whether it may call. */
export interface Preflight {
  readonly owner: MethodFacts
  /** The mapping expression of Access-Control-Allow-Origin: `'*'`, `context.…`. */
  readonly allowOrigin: string
  /** The methods that it names, where it names them outright. */
  readonly allowMethods: { readonly names: readonly string[]; readonly at: Address } | undefined
}

/** A place of an API that reads a stage variable. */
export interface StageVariableUse {
  readonly name: string
  readonly at: Address
  /** What reads it, to begin a sentence with: `GET /pets`. */
  readonly user: string
}
