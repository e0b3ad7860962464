// What a deployment and the resource types that it carries out share.
import type { Account, ControlEnvironment } from '../../control/index.ts'
import type { Design } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import type { JsonObject } from './intrinsics.ts'

/** Something that a deployment did otherwise than written, with its place in the template. */
export interface Remark {
  readonly code: string
  readonly message: string
  readonly pointer: readonly string[]
}

/** What a template became. */
export interface Deployed {
  readonly account: Account
  /** What `Ref` gives for each logical id. */
  readonly physicalIds: ReadonlyMap<string, string>
  /** What was made, in the order in which it was. */
  readonly things: readonly MadeThing[]
  /** ARNs of functions, tables, queues and the like, and how a template writes them: `Fn.Arn`, `Topic`. */
  readonly arns: ReadonlyMap<string, string>
  /** The Api events of functions and state machines whose methods are in the account. */
  readonly events: readonly ApiEvent[]
  /** The HttpApi events of functions whose routes are in the account. */
  readonly routeEvents: readonly RouteEvent[]
  /** The functions of the template that were evaluated, those inside of others too. */
  readonly expressions: readonly EvaluatedExpression[]
  readonly remarks: readonly Remark[]
}

/** A function of a template, such as `{Ref: Stage}`, and the value that it has here. */
export interface EvaluatedExpression {
  readonly pointer: readonly string[]
  readonly expression: Json
  /** `undefined` for `AWS::NoValue`. */
  readonly value: Json | undefined
}

/** An Api event of a function or state machine, and the method that it leads to. */
export interface ApiEvent {
  /** The logical id of the function or state machine. */
  readonly owner: string
  readonly name: string
  readonly apiId: string
  readonly resourceId: string
  readonly httpMethod: string
}

/** An HttpApi event of a function, and the route that it leads to. */
export interface RouteEvent {
  /** The logical id of the function. */
  readonly owner: string
  readonly name: string
  readonly apiId: string
  readonly routeId: string
}

/** What the events of an `AWS::Serverless::HttpApi` need to know of it. */
export interface HttpApiAuth {
  /** Under the names that events call them by. */
  readonly authorizers: ReadonlyMap<
    string,
    {
      readonly id: string
      readonly authorizationType: 'JWT' | 'CUSTOM'
      /** The scopes of routes that list none of their own. */
      readonly scopes: readonly string[]
    }
  >
  readonly byDefault: string | undefined
  /** Settings of the stage by route key, to which events add theirs. */
  readonly routeSettings: Map<string, Json>
}

export interface DeployOptions {
  readonly environment: ControlEnvironment
  /** Keep what the template says without what the service adds to it: for a design, not for an account. */
  readonly isAsWritten?: boolean
  readonly parameters?: Readonly<Record<string, Json>>
  /** Documents by `bucket/key`, for bodies that lie in S3. */
  readonly s3?: Readonly<Record<string, string>>
  /** What stood before, when a stack is updated: deployments whose logical ids stay are not made anew. */
  readonly before?: Deployed
}

/** A deployment under way: what resource types work with. */
export interface Stack {
  readonly options: DeployOptions
  /** Call the service; a refusal is noted and gives `undefined`. */
  readonly call: (operation: string, input: JsonObject) => JsonObject | undefined
  readonly design: () => Design
  /** Call the service of HTTP and WebSocket APIs in the same way. */
  readonly callRouted: (operation: string, input: JsonObject) => JsonObject | undefined
  readonly change: (change: (design: Design) => Design) => void
  readonly remark: (code: string, message: string, ...path: readonly string[]) => void
  readonly logicalId: string
  /** The property that holds the OpenAPI document of an API. */
  readonly bodyProperty: 'Body' | 'DefinitionBody'
  /** The physical id that the resource had before an update. */
  readonly previousId: string | undefined
  /** The section Globals of a template with the serverless transform. */
  readonly globals: JsonObject
  /** Work that waits until every resource is made: events of functions, then deployments of what they filled. */
  readonly later: (phase: Phase, work: () => void) => void
  /** What a logical id is called now; other texts stand for themselves. */
  readonly idOf: (name: string) => string
  /** What events of functions say of methods, by API and method. */
  readonly notes: Map<string, Map<string, MethodNote>>
  /** Ids of the APIs whose routes the template defines itself: events of functions add no method to them. */
  readonly definedApis: Set<string>
  /** Record the method that an event leads to. */
  readonly addEvent: (event: Omit<ApiEvent, 'owner'>) => void
  /** Record the route that an event leads to. */
  readonly addRouteEvent: (event: Omit<RouteEvent, 'owner'>) => void
  /** The HTTP APIs of the serverless transform that were made, by their ids. */
  readonly httpApis: Map<string, HttpApiAuth>
  /** Ids of the APIs with MergeDefinitions, whose events complete their definition. */
  readonly mergedApis: Set<string>
}

/** The rounds of work that waits until every resource is made. */
export const phases = ['events', 'deploy'] as const
export type Phase = (typeof phases)[number]

/** What the event of a function says of its method. */
export interface MethodNote {
  /** The path of the event, and the methods that it has with the event's own. */
  readonly path: string
  readonly verbs: readonly string[]
  /** The lists of its ResourcePolicy. */
  readonly resourcePolicy: JsonObject
  readonly authorizer: string | undefined
  readonly apiKeyRequired: boolean | undefined
  /** The role that calls the function where AWS_IAM protects the method. */
  readonly invokeRole: string | undefined
  /** `undefined` when the event lists none, so that those of its authorizer apply. */
  readonly scopes: readonly string[] | undefined
}

/** What a resource became: what `Ref` and `Fn::GetAtt` give. */
export interface Made {
  readonly id: string
  readonly attributes?: Readonly<Record<string, Json>>
  /** What else can be referred to since, by the names that the serverless transform gives. */
  readonly beside?: Readonly<Record<string, string>>
}

/** A resource of a template that was made. */
export interface MadeThing {
  readonly logicalId: string
  readonly type: string
  /** Its properties with their functions carried out. */
  readonly properties: JsonObject
  /** What `Ref` gives. */
  readonly id: string
}

/** Makes a resource from its evaluated properties; `undefined` where the service would have refused it. */
export type ResourceType = (properties: JsonObject, stack: Stack) => Made | undefined
