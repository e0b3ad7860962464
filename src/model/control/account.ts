import type { Address } from '../address.ts'
import type { IdSource } from '../ids.ts'
import type { RaisedQuotas } from '../queries/quotas.ts'
import type { Design } from '../schema/design.ts'
import type { Json } from '../schema/json.ts'

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
  /** True when the discovery document of an OpenID Connect issuer can be read. Absent: issuers are not contacted. */
  readonly hasDiscoveryDocument?: (issuer: string) => boolean
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
