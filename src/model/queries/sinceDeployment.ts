import type { Address } from '../address.ts'
import { restApiDefinition } from '../schema/restApi.ts'
import type { RestApi, RestApiDefinition } from '../schema/restApi.ts'
import { sameValue } from '../sameValue.ts'
import { methodsOf } from './resourceTree.ts'

/** Something of an API that is another one than when it was deployed. */
export interface ChangeSinceDeployment {
  readonly kind: 'added' | 'changed' | 'removed'
  /** `GET /pets`, `Model Pet`, `Binary media types` */
  readonly name: string
  /** Where it is in the design, or was. */
  readonly at: Address
}

/** What is told by its members, with the word before a member's name. */
const collections = {
  models: 'Model',
  requestValidators: 'Request validator',
  authorizers: 'Authorizer',
  gatewayResponses: 'Gateway response',
} as const satisfies Partial<Record<keyof RestApiDefinition, string>>

/** What no call can tell: words about the API, and what is told method by method. */
const unheard: ReadonlySet<string> = new Set([
  'id',
  'name',
  'description',
  'version',
  'tags',
  'documentationParts',
  'documentationVersions',
  'retained',
  'resources',
  'rootResourceId',
] satisfies (keyof RestApiDefinition)[])

const settings = Object.keys(restApiDefinition.shape) // the names of a definition

/**
 * What would answer otherwise if the API were deployed anew: settings first, then methods by path, models, validators,
 * authorizers and gateway responses.
 */
export function changesSinceDeployment(
  api: RestApi,
  snapshot: RestApiDefinition,
): ChangeSinceDeployment[] {
  const apiAt: Address = ['apis', api.id]
  const ofSettings = settings.flatMap((name): ChangeSinceDeployment[] => {
    if (unheard.has(name) || Object.hasOwn(collections, name)) return []
    const kind = kindOf(memberOf(snapshot, name), memberOf(api, name))
    return kind ? [{ kind, name: titleOf(name), at: [...apiAt, name] }] : []
  })
  const [then, now] = [methodsByName(snapshot), methodsByName(api)]
  const ofMethods = [...new Set([...now.keys(), ...then.keys()])].flatMap(
    (name): ChangeSinceDeployment[] => {
      const [before, after] = [then.get(name), now.get(name)]
      const kind = kindOf(before?.method, after?.method)
      return kind ? [{ kind, name, at: (after ?? before)?.at ?? apiAt }] : []
    },
  )
  const ofMembers = Object.entries(collections).flatMap(([collection, word]) => {
    const [before, after] = [memberOf(snapshot, collection), memberOf(api, collection)]
    const names = new Set([...namesOf(after), ...namesOf(before)])
    return [...names].flatMap((name): ChangeSinceDeployment[] => {
      const [was, is] = [memberOf(before, name), memberOf(after, name)]
      const kind = kindOf(was, is)
      const called = ownName(is ?? was) ?? name
      return kind ? [{ kind, name: `${word} ${called}`, at: [...apiAt, collection, name] }] : []
    })
  })
  return [...ofSettings, ...ofMethods, ...ofMembers]
}

function kindOf(before: unknown, after: unknown): ChangeSinceDeployment['kind'] | undefined {
  if (sameValue(before, after)) return undefined
  if (before === undefined) return 'added'
  return after === undefined ? 'removed' : 'changed'
}

/** A method is the one of its verb and path, whatever the ids of its resources. */
function methodsByName(api: RestApiDefinition) {
  return new Map(
    methodsOf(api).map(({ method, path, at }) => [`${method.httpMethod} ${path}`, { method, at }]),
  )
}

function namesOf(holder: unknown): string[] {
  return typeof holder === 'object' && holder !== null ? Object.keys(holder) : []
}

function memberOf(holder: unknown, name: string): unknown {
  if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, name))
    return undefined
  return (holder as Readonly<Record<string, unknown>>)[name] // its own, checked above
}

/** What a validator or an authorizer is called. */
function ownName(member: unknown): string | undefined {
  const name = memberOf(member, 'name')
  return typeof name === 'string' ? name : undefined
}

/** A setting as the forms call it: `Binary media types`. */
function titleOf(name: string): string {
  const field = restApiDefinition.shape[name as keyof typeof restApiDefinition.shape] // one of its names
  const title = field.meta()?.title
  if (title !== undefined) return title
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
