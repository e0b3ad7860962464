import type { Json } from '../../schema/json.ts'
import { badRequest, notFound, object, text } from '../account.ts'
import type { JsonObject } from '../account.ts'

/** One change of an Update call. */
export interface Patch {
  readonly op: string
  /** As it was sent; absent paths are `undefined`. */
  readonly path: string | undefined
  readonly value: string | undefined
  readonly from: string | undefined
}

export function patchesOf(input: JsonObject): Patch[] {
  const list: readonly Json[] = Array.isArray(input['patchOperations'])
    ? input['patchOperations']
    : []
  return list.map((item) => {
    const patch = object(item)
    return {
      op: text(patch['op']) ?? '',
      path: text(patch['path']),
      value: text(patch['value']),
      from: text(patch['from']),
    }
  })
}

/** The steps of a JSON pointer, unescaped. */
export function pointerSteps(path: string): string[] {
  return path
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/**
 * Nouns whose patches are checked against a list of paths for each operation: resources, models, validators,
 * documentation parts, API keys and others of that age.
 */
export function checkListedPath(
  { op, path }: Patch,
  supported: { readonly [op: string]: readonly string[] },
): void {
  const paths = supported[op]
  if (!paths) {
    throw badRequest(
      `Invalid patch path  '${path ?? 'null'}' specified for op '${op}'. Please choose supported operations`,
    )
  }
  if (path !== undefined && paths.some((listed) => fits(path, listed))) return
  throw badRequest(
    `Invalid patch path  '${path ?? 'null'}' specified for op '${op}'. Must be one of: [${paths.join(', ')}]`,
  )
}

/** True for a path that is listed; what is listed with `<names>` has something in the place of each. */
function fits(path: string, listed: string): boolean {
  const [start = '', ...others] = listed.split(/<[^>]*>/)
  const end = others.pop()
  if (end === undefined) return path === listed
  let at = start.length
  if (!path.startsWith(start) || !path.endsWith(end)) return false
  for (const between of others) {
    const found = path.indexOf(between, at + 1)
    if (found < 0) return false
    at = found + between.length
  }
  return path.length - end.length > at
}

/** The refusal of the nouns that know their paths one by one: APIs, methods, integrations and their responses. */
export function unknownPath({ path }: Patch) {
  return badRequest(`Invalid patch path ${path ?? 'null'}`)
}

/** Refuse every operation on a member but `replace`. */
export function onlyReplace({ op }: Patch): void {
  if (op !== 'replace')
    throw badRequest('Invalid patch operation specified. Must be one of: [replace]')
}

/** A switch as patches write it: anything but `true` is false. */
export function patchedFlag({ value }: Patch): boolean {
  return value?.toLowerCase() === 'true'
}

/** A number as patches write it. */
export function patchedNumber({ path, value }: Patch): number {
  const parsed = Number(value)
  if (value === undefined || value.trim() === '' || !Number.isFinite(parsed)) {
    throw badRequest(`Invalid value specified for ${path ?? 'null'}: ${value ?? 'null'}`)
  }
  return parsed
}

/** Maps whose members patches add, replace and remove by name; `missing` is said of a name that is not there. */
export function patchedMap<T>(
  map: Readonly<Record<string, T>>,
  patch: Patch,
  name: string,
  value: T,
  missing: string,
): Record<string, T> {
  const { op } = patch
  if (op !== 'add' && !Object.hasOwn(map, name)) throw notFound(missing)
  if (op === 'remove') {
    return Object.fromEntries(Object.entries(map).filter(([other]) => other !== name))
  }
  if (op !== 'add' && op !== 'replace') throw unknownPath(patch)
  return { ...map, [name]: value }
}

/** What the service says of a parameter, and of a content type, that is not there. */
export const noParameter = 'Invalid parameter name specified'
export const noContentType = 'Content-Type specified was not found'
