import { entryPointAt, sameAddress, userPoolIdOf } from '../../model/index.ts'
import type {
  Address,
  Design,
  EntryPoint,
  HttpApi,
  IdSource,
  Method,
  RestApi,
  Route,
} from '../../model/index.ts'
import { missingPoolOf, missingPoolOfIssuer } from '../nouns/trustedPool.ts'
import type { MissingPool } from '../nouns/trustedPool.ts'
import { issuerOf } from '../../simulator/index.ts'
import type { Declared } from './entries.ts'
import { sampleBodyOf } from '../shared/sampleBody.ts'

/** A method of a REST API that the console sends requests to. */
export interface TestedMethod {
  readonly protocol: 'REST'
  readonly at: Address
  readonly api: RestApi
  readonly method: Method
  readonly entry: EntryPoint
  /** The resource's path: `/pets/{petId}`. */
  readonly path: string
}

/** A route of an HTTP API that the console sends requests to. */
export interface TestedRoute {
  readonly protocol: 'HTTP'
  readonly at: Address
  readonly api: HttpApi
  readonly route: Route
  readonly entry: EntryPoint
  /** The path of the route key. `$default` has none of its own: the user types one. */
  readonly path: string
}

/** What the console is on: what a request reaches. */
export type TestedEntry = TestedMethod | TestedRoute

/** What the console has to know of an entry point, whichever kind of API it belongs to. */
interface EntryKind<E extends TestedEntry> {
  readonly declared: (entry: E, place: 'querystring' | 'header') => readonly Declared[]
  readonly contentTypes: (entry: E) => readonly string[]
  readonly bodyFor: (entry: E, contentType: string) => string
  readonly stageVariables: (entry: E, stageName: string) => Readonly<Record<string, string>>
  /** The user pool that its authorizer trusts, when nobody can sign in to it yet. */
  readonly missingPool: (entry: E, design: Design, nextId: IdSource) => MissingPool | undefined
  /** The id of the user pool that its authorizer trusts. */
  readonly trustedPoolId: (entry: E, design: Design) => string | undefined
  /** The issuer of its tokens, when it is outside the design and its key set was not pasted. */
  readonly foreignIssuer: (entry: E, design: Design) => string | undefined
  /** The service's console can test it without a client. */
  readonly hasTestInvoke: boolean
  /** The stage that stands in a URL when the API has none yet. */
  readonly usualStage: string
  /** What it is called in a sentence: `method`. */
  readonly noun: string
}

const entryKinds = {
  REST: {
    declared: ({ method }, place) => declaredParameters(method, place),
    contentTypes: ({ method }) => Object.keys(method.requestModels),
    bodyFor: ({ api, method }, contentType) => sampleBodyOf(api, method, contentType),
    stageVariables: ({ api }, stageName) =>
      Object.hasOwn(api.stages, stageName) ? (api.stages[stageName]?.variables ?? {}) : {},
    missingPool: ({ api, method: { authorizerId = '' } }, design, nextId) => {
      const { authorizers } = api
      const authorizer = Object.hasOwn(authorizers, authorizerId)
        ? authorizers[authorizerId]
        : undefined
      return missingPoolOf(design, authorizer, nextId)
    },
    trustedPoolId: ({ api, method: { authorizerId = '' } }, { identities }) => {
      const { authorizers } = api
      const authorizer = Object.hasOwn(authorizers, authorizerId)
        ? authorizers[authorizerId]
        : undefined
      const ids = authorizer?.providerARNs.map((arn) => userPoolIdOf(arn) ?? '') ?? []
      return ids.find((id) => Object.hasOwn(identities.userPools, id))
    },
    foreignIssuer: () => undefined,
    hasTestInvoke: true,
    usualStage: 'dev',
    noun: 'method',
  },
  HTTP: {
    // routes declare no parameters and no models
    declared: () => [],
    contentTypes: () => [],
    bodyFor: () => '{}',
    stageVariables: ({ api }, stageName) =>
      Object.hasOwn(api.stages, stageName) ? (api.stages[stageName]?.stageVariables ?? {}) : {},
    missingPool: ({ api, route: { authorizerId = '' } }, design, nextId) => {
      const { authorizers } = api
      const authorizer = Object.hasOwn(authorizers, authorizerId)
        ? authorizers[authorizerId]
        : undefined
      return missingPoolOfIssuer(design, api, authorizer, nextId)
    },
    trustedPoolId: ({ api, route: { authorizerId = '' } }, { identities }) => {
      const { authorizers } = api
      const authorizer = Object.hasOwn(authorizers, authorizerId)
        ? authorizers[authorizerId]
        : undefined
      const issuer = authorizer?.jwtConfiguration?.issuer ?? ''
      return Object.keys(identities.userPools).find((id) => issuer.endsWith(`/${id}`))
    },
    foreignIssuer: ({ api, route: { authorizerId = '' } }, { identities }) => {
      const { authorizers } = api
      const authorizer = Object.hasOwn(authorizers, authorizerId)
        ? authorizers[authorizerId]
        : undefined
      const issuer = authorizer?.jwtConfiguration?.issuer
      const isKnown =
        Object.keys(identities.userPools).some((id) => issuerOf(id) === issuer) ||
        Object.values(identities.openIdConnectIssuers).some((known) => known.issuer === issuer)
      return isKnown ? undefined : issuer
    },
    hasTestInvoke: false,
    usualStage: '$default',
    noun: 'route',
  },
} satisfies {
  [P in TestedEntry['protocol']]: EntryKind<Extract<TestedEntry, { readonly protocol: P }>>
}

/** What is known of the kind of an entry point. */
export function kindOf<E extends TestedEntry>(entry: E): EntryKind<E> {
  // the table pairs each protocol with the kind of its entry points
  return entryKinds[entry.protocol] as unknown as EntryKind<E>
}

/** The method or route at an address, if there is one that requests can be sent to. */
export function testedEntry(design: Design, at: Address | undefined): TestedEntry | undefined {
  const entry = entryPointAt(design, at)
  if (!entry || !at || !sameAddress(entry.at, at)) return undefined
  const { path = '/' } = entry
  if (entry.kind === 'method') {
    const { api, method } = entry
    return { protocol: 'REST', at, api, method, entry, path }
  }
  const { api, route } = entry
  return api.protocol === 'HTTP' ? { protocol: 'HTTP', at, api, route, entry, path } : undefined
}

/** The method at an address of a REST API, if there is one. */
export function testedMethod(design: Design, at: Address | undefined): TestedMethod | undefined {
  const tested = testedEntry(design, at)
  return tested?.protocol === 'REST' ? tested : undefined
}

/** The HTTP method of an entry point; `ANY` lets the user choose. */
export function verbOf({ entry }: TestedEntry): string {
  return entry.verb ?? 'ANY'
}

/** True when the user types the path. */
export function takesAnyPath({ entry }: TestedEntry): boolean {
  return entry.path === undefined
}

/** The query strings or headers that a method request declares. */
export function declaredParameters(
  { requestParameters }: Pick<Method, 'requestParameters'>,
  place: 'querystring' | 'header',
): readonly Declared[] {
  const prefix = `method.request.${place}.`
  return Object.entries(requestParameters)
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, isRequired]) => ({ name: key.slice(prefix.length), isRequired }))
}
