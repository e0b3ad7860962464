import { backendsOf, reachWords } from '../queries/backends.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { Backend } from '../schema/backend.ts'
import type { Design } from '../schema/design.ts'
import { changed, own, withMember, withoutMember } from './within.ts'
import type { Changes } from './within.ts'

/** Declare a backend. Refused: a key in use, a blank name, a live mode for anything but a URL. */
export function addBackend(
  design: Design,
  { backend }: { readonly backend: Backend },
): Result<Design> {
  const at = ['backends', backend.key]
  if (own(design.backends, backend.key)) {
    return fail('backend/exists', `There is already a backend ${backend.name}`, at)
  }
  const refused = backendRefusal(backend)
  if (refused) return refused
  return ok({ ...design, backends: withMember(design.backends, backend.key, backend) })
}

/** Change what the design knows of a backend; one that is only reached so far is declared by it. */
export function updateBackend(
  design: Design,
  args: { readonly key: string; readonly change: Changes<Omit<Backend, 'key' | 'kind'>> },
): Result<Design> {
  const { key, change } = args
  const used = backendsOf(design).find((use) => use.key === key)
  if (!used) return fail('backend/unknown', `There is no backend ${key}`, ['backends', key])
  const before: Backend = used.backend ?? { key, kind: used.kind, name: used.name, mode: 'canned' }
  const next = changed(before, change)
  if (next === used.backend) return ok(design)
  const refused = backendRefusal(next)
  if (refused) return refused
  return ok({ ...design, backends: withMember(design.backends, key, next) })
}

/** Take a backend out of the design. Refused while integrations reach it. */
export function removeBackend(design: Design, { key }: { readonly key: string }): Result<Design> {
  const at = ['backends', key]
  const used = backendsOf(design).find((use) => use.key === key)
  if (!used) return fail('backend/unknown', `There is no backend ${key}`, at)
  if (used.users.length > 0) {
    const message = `${reachWords(used)} ${used.name}: connect them elsewhere first`
    return fail('backend/in-use', message, at)
  }
  if (used.authorizers.length > 0) {
    const message = `An authorizer asks ${used.name}: give it another function first`
    return fail('backend/in-use', message, at)
  }
  return ok({ ...design, backends: withoutMember(design.backends, key) })
}

function backendRefusal(backend: Backend) {
  const at = ['backends', backend.key]
  if (backend.name.trim() === '')
    return fail('backend/name-blank', 'A backend needs a name', [...at, 'name'])
  if (backend.mode === 'live' && backend.kind !== 'http') {
    const message =
      'Only HTTP endpoints can be asked live; other backends answer with what is canned'
    return fail('backend/live', message, [...at, 'mode'])
  }
  return undefined
}
