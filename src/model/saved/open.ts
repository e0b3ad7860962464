import type { Address } from '../address.ts'
import { fail, ok } from '../result.ts'
import type { Problem, Result } from '../result.ts'
import { currentVersion, design as designSchema } from '../schema/design.ts'
import type { Design } from '../schema/design.ts'
import { withPrototypeKeys, withPrototypeKeysHidden, writtenKey } from './prototypeKeys.ts'
import { upgrades } from './upgrades/index.ts'

/** A saved design may be this deep; a hostile one that is deeper would overflow the stack of everything that walks it. */
const deepest = 200

/** The mark that every saved design carries in `format`. */
export const designFormat = 'gatewright-design'

/** True for a value that claims to be a saved design, of whatever version. */
export function isSavedDesign(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'format' in value &&
    value.format === designFormat
  )
}

/**
 * Open what was saved: any older version is upgraded, anything that is not a design is refused.
 * Problems carry the address of what is wrong.
 */
export function openDesign(value: unknown): Result<Design> {
  if (!isSavedDesign(value)) {
    return fail(
      'saved/not-a-design',
      'This is not a Gatewright design: it has no format member that says so.',
    )
  }
  if (isDeeperThan(value, deepest)) {
    return fail('saved/too-deep', `This design is nested more than ${deepest} levels deep.`)
  }
  const upgraded = upgrade(value as Readonly<Record<string, unknown>>) // an object, checked above
  if (!upgraded.ok) return upgraded
  const parsed = designSchema.safeParse(withPrototypeKeysHidden(upgraded.value))
  if (parsed.success) {
    const opened = withPrototypeKeys(parsed.data)
    return ok(opened, inconsistencies(opened))
  }
  return {
    ok: false,
    problems: parsed.error.issues.slice(0, 20).map((issue): Problem => {
      const at = issue.path.map((part) => writtenKey(String(part)))
      return {
        code: 'saved/invalid',
        message: `${at.join(' / ') || 'The design'}: ${issue.message}`,
        severity: 'error',
        at,
      }
    }),
  }
}

function upgrade(saved: Readonly<Record<string, unknown>>): Result<unknown> {
  let value = saved
  for (;;) {
    const version = value['version']
    if (version === currentVersion) return ok(value)
    if (typeof version !== 'number' || !Number.isInteger(version) || version < 0) {
      return fail('saved/no-version', 'This design does not say which version it is of.', [
        'version',
      ])
    }
    if (version > currentVersion) {
      const message = `This design is of version ${version}, made by a newer Gatewright; this one reads up to version ${currentVersion}.`
      return fail('saved/newer-version', message, ['version'])
    }
    const step = upgrades[version]
    if (!step) {
      return fail('saved/unknown-version', `No upgrade from version ${version} is known.`, [
        'version',
      ])
    }
    value = step(value)
  }
}

/** What the schema cannot see: keys that are not the ids of what they hold, trees that do not hang together. */
function inconsistencies(design: Design): Problem[] {
  const problems: Problem[] = []
  const tell = (at: Address, message: string) =>
    problems.push({ code: 'saved/inconsistent', message, severity: 'warning', at })
  for (const [id, api] of Object.entries(design.apis)) {
    if (api.id !== id) tell(['apis', id], `The API under ${id} calls itself ${api.id}.`)
    if (api.protocol !== 'REST') continue
    if (!Object.hasOwn(api.resources, api.rootResourceId)) {
      tell(['apis', id], `The API ${api.name} has no root resource.`)
    }
    for (const resource of Object.values(api.resources)) {
      if (resource.parentId !== undefined && !Object.hasOwn(api.resources, resource.parentId)) {
        tell(
          ['apis', id, 'resources', resource.id],
          `The parent of ${resource.pathPart} is missing.`,
        )
      }
    }
  }
  return problems
}

function isDeeperThan(value: unknown, levels: number): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; depth <= levels; depth++) {
    level = level.flatMap((item) =>
      typeof item === 'object' && item !== null ? (Object.values(item) as unknown[]) : [],
    )
    if (level.length === 0) return false
  }
  return true
}
