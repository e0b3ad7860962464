import { accessNounAt, accessNouns } from '../access/nouns.ts'
import { resourcePath } from '../../model/index.ts'
import type { Address, Design } from '../../model/index.ts'

/** The thing of a design that a problem is at, in words. */
export interface ProblemPlace {
  /** The same for all problems of one thing. */
  readonly key: string
  /** `GET /pets`, `Stage prod`. */
  readonly label: string
}

const nouns: Readonly<Record<string, string>> = {
  models: 'Model',
  requestValidators: 'Request validator',
  authorizers: 'Authorizer',
  gatewayResponses: 'Gateway response',
  stages: 'Stage',
  deployments: 'Deployment',
  documentationParts: 'Documentation part',
  documentationVersions: 'Documentation version',
}

/** The thing that holds an address: a method, a resource, a stage, an API, else the design. */
export function problemPlace(design: Design, at: Address): ProblemPlace {
  const [root, id = '', kind, name = '', inner, verb] = at
  if (root === 'backends' && id !== '') {
    return { key: `backends/${id}`, label: `Backend ${id.slice(id.indexOf(':') + 1)}` }
  }
  const access = accessNounAt(at)
  if (access !== undefined && at.length > 2) {
    const noun = accessNouns[access]
    const label = noun.namesOf(design).find(([each]) => each === kind)?.[1] ?? kind
    return { key: at.slice(0, 3).join('/'), label: `${noun.title} ${label}` }
  }
  const api = root === 'apis' && Object.hasOwn(design.apis, id) ? design.apis[id] : undefined
  if (!api) return { key: '', label: design.name }
  const apiPlace = { key: `apis/${id}`, label: `API ${api.name}` }
  if (api.protocol !== 'REST' || kind === undefined || name === '') return apiPlace
  if (kind === 'resources') {
    const path = Object.hasOwn(api.resources, name) ? resourcePath(api, name) : name
    return inner === 'methods' && verb !== undefined
      ? { key: at.slice(0, 6).join('/'), label: `${verb} ${path}` }
      : { key: at.slice(0, 4).join('/'), label: `Resource ${path}` }
  }
  const noun = Object.hasOwn(nouns, kind) ? nouns[kind] : undefined
  if (noun === undefined) return apiPlace
  return { key: at.slice(0, 4).join('/'), label: `${noun} ${nameOf(api, kind, name)}` }
}

/** What a thing of an API is called: validators and authorizers stand under ids. */
function nameOf(api: object, kind: string, id: string): string {
  const things: unknown = Object.entries(api).find(([property]) => property === kind)?.[1]
  const thing: unknown = Object.entries(things ?? {}).find(([key]) => key === id)?.[1]
  const hasName = typeof thing === 'object' && thing !== null && 'name' in thing
  return hasName && typeof thing.name === 'string' ? thing.name : id
}
