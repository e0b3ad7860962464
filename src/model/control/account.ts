import type { Address } from '../address.ts'
import type { IdSource } from '../ids.ts'
import type { RaisedQuotas } from '../queries/quotas.ts'
import type { Result } from '../result.ts'
import type { Design } from '../schema/design.ts'
import type { Json } from '../schema/json.ts'
import type { HttpMethod, Method } from '../schema/method.ts'
import type { Resource } from '../schema/resource.ts'
import type { RestApi } from '../schema/restApi.ts'
import { httpMethods } from '../schema/method.ts'

export type JsonObject = { readonly [name: string]: Json }

/**
 * What the management calls work on: the design, and what only their answers show.
 * `notes` holds that, by address: dates, and which empty maps were given (the service answers those and leaves out others).
 */
export interface Account {
  readonly design: Design
  readonly notes: { readonly [address: string]: Note }
  /** What UpdateAccount has set. */
  readonly settings?: AccountSettings
  /** Requests that UpdateUsage has granted, under `usagePlanId/keyId`. */
  readonly grants?: { readonly [planAndKey: string]: Grant }
}

/** Source: API reference, Account. */
export interface AccountSettings {
  /** The role with which the service writes logs. */
  readonly cloudwatchRoleArn?: string
}

/** An extension of a quota, good for the period in which it was granted. */
export interface Grant {
  /** Milliseconds since 1970. */
  readonly periodStart: number
  readonly requests: number
}

export interface Note {
  /** ISO 8601. */
  readonly createdDate?: string
  readonly lastUpdatedDate?: string
  /** Names of members that were given as empty maps. */
  readonly emptyMaps?: readonly string[]
}

/** What a management call takes from the world. */
export interface ControlEnvironment {
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly nextId: IdSource
  readonly accountId: string
  readonly region: string
  /** Quotas that the account was granted more of. Absent: none was. */
  readonly raisedQuotas?: RaisedQuotas
  /** How many requests a key made through a usage plan on a day, `2026-01-31` in UTC. Absent: none were made. */
  readonly usageOf?: (usagePlanId: string, keyId: string, day: string) => number
  /** The PEM text of a certificate that is made anew. Absent: none is made. */
  readonly newCertificate?: (certificate: {
    readonly clientCertificateId: string
    readonly createdDate: string
    readonly expirationDate: string
  }) => string
}

/** What a call answers: a body, or the service's error. */
export type ControlAnswer =
  | { readonly status: number; readonly body: JsonObject }
  | {
      readonly status: number
      readonly error: { readonly code: string; readonly message: string }
    }

/** What a call did. The account is the same one where nothing changed. */
export interface ControlResult {
  readonly account: Account
  readonly answer: ControlAnswer
}

/** One management operation: the members of its input in, the account and the body of the answer out. */
export interface Operation {
  /** The status of a success. */
  readonly status: number
  /** Throws `ServiceRefusal` for what the service refuses. */
  readonly run: (
    account: Account,
    input: JsonObject,
    environment: ControlEnvironment,
  ) => { readonly account: Account; readonly body: JsonObject }
}

/** What the service says no to; `call.ts` turns it into the answer. */
export class ServiceRefusal extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

export function badRequest(message: string): ServiceRefusal {
  return new ServiceRefusal(400, 'BadRequestException', message)
}

export function notFound(message: string): ServiceRefusal {
  return new ServiceRefusal(404, 'NotFoundException', message)
}

export function conflict(message: string): ServiceRefusal {
  return new ServiceRefusal(409, 'ConflictException', message)
}

/** What the service says where a quota is used up: not to be confused with its throttling of calls, which has 429 too. */
export function limitExceeded(message: string): ServiceRefusal {
  return new ServiceRefusal(429, 'LimitExceededException', message)
}

/** Problems of operations that the service answers with something else than 400. */
const statuses: Readonly<Record<string, 404 | 409>> = {
  'api-key/not-found': 404,
  'api/not-found': 404,
  'authorizer/not-found': 404,
  'client-certificate/not-found': 404,
  'deployment/not-found': 404,
  'documentation/not-found': 404,
  'documentation/version-not-found': 404,
  'gateway-response/not-found': 404,
  'integration-response/not-found': 404,
  'integration/not-found': 404,
  'method-response/not-found': 404,
  'method/content-type-not-found': 404,
  'method/not-found': 404,
  'method/parameter-not-found': 404,
  'model/not-found': 404,
  'resource/not-found': 404,
  'stage/not-found': 404,
  'template/not-found': 404,
  'usage-plan/key': 404,
  'usage-plan/not-found': 404,
  'usage-plan/stage': 404,
  'validator/not-found': 404,
  'vpc-link/not-found': 404,
  'api-key/value-in-use': 409,
  'domain/base-path-in-use': 409,
  'integration-response/exists': 409,
  'method-response/exists': 409,
  'method/exists': 409,
  'model/exists': 409,
  'model/in-use': 409,
  'resource/sibling-exists': 409,
  'stage/exists': 409,
  'authorizer/in-use': 409,
  'client-certificate/in-use': 409,
  'usage-plan/key-stage': 409,
  'validator/exists': 409,
  'validator/in-use': 409,
  'documentation/exists': 409,
}

/** The design that an operation of the model leaves, or its refusal as the service's. */
export function done(result: Result<Design>): Design {
  if (result.ok) return result.value
  const problem = result.problems[0]
  if (!problem) throw new Error('an operation refused without a problem')
  const status = statuses[problem.code]
  if (status === 404) throw notFound(problem.message)
  if (problem.code === 'response/status-code') {
    throw new ServiceRefusal(400, 'ValidationException', problem.message)
  }
  if (problem.code.startsWith('quota/')) throw limitExceeded(problem.message)
  throw status === 409 ? conflict(problem.message) : badRequest(problem.message)
}

/** An account with another design. */
export function withDesign(account: Account, design: Design): Account {
  return design === account.design ? account : { ...account, design }
}

/** An account with something more noted about a place. What was noted of a thing that stood there before is forgotten. */
export function withNote(account: Account, at: Address, note: Note): Account {
  const key = at.join('/')
  const before = note.createdDate === undefined ? account.notes[key] : undefined
  return { ...account, notes: { ...account.notes, [key]: { ...before, ...note } } }
}

export function noteAt(account: Account, at: Address): Note {
  return account.notes[at.join('/')] ?? {}
}

/** A date as the service's answers have it: seconds since 1970, as a number would lose the zone, so ISO 8601. */
export function dateOf(environment: ControlEnvironment): string {
  return new Date(environment.now()).toISOString().replace(/\.\d+Z$/, 'Z')
}

/** True for a member that is there and not null, which the service takes for absent. */
export function isGiven(value: Json | undefined): value is Json {
  return value !== undefined && value !== null
}

export function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** A text that is not empty: the service takes an empty one for an absent one in most places. */
export function someText(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** A switch; the service takes the texts `true` and `false` for one. */
export function flag(value: Json | undefined): boolean | undefined {
  if (typeof value === 'boolean') return value
  return value === 'true' ? true : value === 'false' ? false : undefined
}

export function number(value: Json | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined
}

/** A whole number; what stands behind the point is cut off, as the service does. */
export function integer(value: Json | undefined): number | undefined {
  return typeof value === 'number' ? Math.trunc(value) : undefined
}

export function object(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}

/** The texts of a map; other values were refused before by the constraints. */
export function textMap(value: Json | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(object(value)).filter((entry): entry is [string, string] => {
      return typeof entry[1] === 'string'
    }),
  )
}

/** The switches of a map; the service takes the text `true` for true. */
export function flagMap(value: Json | undefined): Record<string, boolean> {
  return Object.fromEntries(
    Object.entries(object(value)).map(([name, value]) => [
      name,
      value === true || value === 'true',
    ]),
  )
}

export function textList(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

/** Leaves out members that are undefined. */
export function present(members: {
  readonly [name: string]: Json | readonly Json[] | undefined
}): JsonObject {
  return Object.fromEntries(
    Object.entries(members).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  )
}

export function own<T>(map: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined
}

/** The REST API that `restApiId` names; the general 404 where there is none. Ids are case-sensitive. */
export function apiOf(
  account: Account,
  input: JsonObject,
  environment: ControlEnvironment,
  refusal: (id: string) => ServiceRefusal = (id) =>
    notFound(`Invalid API identifier specified ${environment.accountId}:${id}`),
): RestApi {
  const id = text(input['restApiId']) ?? ''
  const api = own(account.design.apis, id)
  if (api?.protocol !== 'REST') throw refusal(id)
  return api
}

/** The resource of a call. Calls on methods and below report an unknown API as an unknown resource too. */
export function resourceOf(
  account: Account,
  input: JsonObject,
  environment: ControlEnvironment,
): { readonly api: RestApi; readonly resource: Resource } {
  const unknown = () => notFound('Invalid Resource identifier specified')
  const api = apiOf(account, input, environment, unknown)
  const resource = own(api.resources, text(input['resourceId']) ?? '')
  if (!resource) throw unknown()
  return { api, resource }
}

export interface MethodPlace {
  readonly api: RestApi
  readonly resource: Resource
  readonly method: Method
  readonly ref: {
    readonly apiId: string
    readonly resourceId: string
    readonly httpMethod: HttpMethod
  }
  readonly at: Address
}

/** The method of a call. */
export function methodOf(
  account: Account,
  input: JsonObject,
  environment: ControlEnvironment,
): MethodPlace {
  const { api, resource } = resourceOf(account, input, environment)
  const httpMethod = httpMethodOf(input['httpMethod'])
  const method = httpMethod && resource.methods[httpMethod]
  if (!httpMethod || !method) throw notFound('Invalid Method identifier specified')
  const at = ['apis', api.id, 'resources', resource.id, 'methods', httpMethod]
  return { api, resource, method, at, ref: { apiId: api.id, resourceId: resource.id, httpMethod } }
}

export function httpMethodOf(value: Json | undefined): HttpMethod | undefined {
  return httpMethods.find((name) => name === value)
}

/** What an answer is to hold besides: the names in `embed`, in a list or with commas. */
export function embedded(input: JsonObject): string[] {
  return [...textList(input['embed']), ...(text(input['embed'])?.split(',') ?? [])]
}

/** One page of a list: `limit` items from behind `position`. A limit below 1 is taken for the default. */
export function page(
  items: readonly JsonObject[],
  input: JsonObject,
  member = 'items',
): JsonObject {
  const wanted = Math.trunc(number(input['limit']) ?? Number(text(input['limit']) ?? 25))
  const limit = wanted >= 1 ? Math.min(wanted, 500) : 25
  const position = someText(input['position'])
  if (position !== undefined && !/^\d{1,9}$/.test(position)) {
    throw badRequest('Invalid position parameter specified')
  }
  const from = Number(position ?? 0)
  const shown = items.slice(from, from + limit)
  const next = from + limit
  return { [member]: [...shown], ...(next < items.length && { position: String(next) }) }
}
