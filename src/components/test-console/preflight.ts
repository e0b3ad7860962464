import type { ClientRequest } from '../../simulator/index.ts'
import { entriesOf, headerSyntax } from './entries.ts'
import { requestOf } from './requestDraft.ts'
import type { RequestDraft } from './requestDraft.ts'
import type { TestedEntry } from './testedEntry.ts'

/** Headers that a browser sends without a preflight. Source: Fetch standard, CORS-safelisted request headers. */
const safeHeaders: ReadonlySet<string> = new Set([
  'accept',
  'accept-language',
  'content-language',
  'origin',
])

/** Media types that a browser sends without a preflight. */
const safeTypes: ReadonlySet<string> = new Set([
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'text/plain',
])

const preflights = {
  // a REST API answers preflights by a method of its own
  REST: () => undefined,
  HTTP: ({ api }: Extract<TestedEntry, { protocol: 'HTTP' }>) => api.corsConfiguration,
}

/**
 * The preflight that a browser sends before the request of a draft; `undefined` when the API has no CORS settings. The
 * origin is that of the draft, else the first that the settings allow.
 */
export function preflightOf(tested: TestedEntry, draft: RequestDraft): ClientRequest | undefined {
  // the table pairs each protocol with its own entry points
  const cors = (preflights[tested.protocol] as typeof preflights.HTTP)(
    tested as Extract<TestedEntry, { protocol: 'HTTP' }>,
  )
  if (!cors) return undefined
  const entries = entriesOf(headerSyntax, draft.headers)
  const given = entries.find(({ name }) => headerSyntax.sameName(name, 'Origin'))?.value.trim()
  const named = cors.allowOrigins?.find((origin) => !origin.includes('*'))
  const asked = entries
    .filter(({ name, value }) => !isSafe(name.trim().toLowerCase(), value))
    .map(({ name }) => name.trim().toLowerCase())
    .filter((name) => name !== '')
  if (draft.caller && draft.caller.kind !== 'anonymous') {
    asked.push(draft.caller.kind === 'apiKey' ? 'x-api-key' : 'authorization')
  }
  const { path } = requestOf(draft, tested.path)
  return {
    method: 'OPTIONS',
    path,
    query: '',
    headers: [
      ['Origin', given || named || 'https://app.example'],
      ['Access-Control-Request-Method', draft.method],
      ...(asked.length === 0
        ? []
        : [['Access-Control-Request-Headers', [...new Set(asked)].sort().join(',')] as const]),
    ],
  }
}

function isSafe(name: string, value: string): boolean {
  if (name === 'content-type') {
    return safeTypes.has(value.replace(/;.*$/s, '').trim().toLowerCase())
  }
  return safeHeaders.has(name)
}
