import { removeBackend, updateBackend } from '../operations/backends.ts'
import { backendsOf } from '../queries/backends.ts'
import type { Noun } from './noun.ts'
import { addressOf, idsOf } from './places.ts'
import type { NounName } from './places.ts'

const backend: Noun = {
  title: 'Backend',
  heading: 'Backends',
  of: 'design',
  at: (...ids) => addressOf('backend', ...ids),
  // most backends are implied by the integrations that reach them
  list: (design, apiId) =>
    backendsOf(design, apiId).map(({ key, name }) => ({
      noun: 'backend' as const,
      at: addressOf('backend', key),
      label: name,
    })),
  label: (design, at) => {
    const [key] = idsOf('backend', at)
    return backendsOf(design).find((use) => use.key === key)?.name
  },
  // a key stands in for the name of a backend that is gone
  headline: (label) => `Backend ${label.replace(/^(?:http|lambda|aws):/, '')}`,
  phrase: (label) => `the backend ${label}`,
  remove: (design, at) => removeBackend(design, { key: idsOf('backend', at)[0] ?? '' }),
  rename: (design, at, name) =>
    updateBackend(design, { key: idsOf('backend', at)[0] ?? '', change: { name } }),
}

/** The nouns of what integrations reach. */
export const backendNouns = { backend } satisfies { readonly [N in NounName]?: Noun }
