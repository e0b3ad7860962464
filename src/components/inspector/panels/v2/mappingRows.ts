import { fail, ok, parseMappingKey } from '../../../../model/index.ts'
import type { Address, HttpApi, Result } from '../../../../model/index.ts'

export type MappingSide = 'request' | 'response'

/** Modification types, in the words of the console. */
export const modifications = [
  { value: 'append', label: 'Append' },
  { value: 'overwrite', label: 'Overwrite' },
  { value: 'remove', label: 'Remove' },
] as const

export type Modification = (typeof modifications)[number]['value']

type Mappings = Readonly<Record<string, string>>

/** A mapping as a row shows it. */
export interface MappingRow {
  readonly key: string
  /** `undefined` for a key that is not a mapping key. */
  readonly modification: Modification | undefined
  /** `header.X-Id`, `querystring.page`, `path`, `statuscode`. */
  readonly parameter: string
  readonly value: string
}

/** The rows of parameter mappings, in the order of the design. */
export function mappingRows(mappings: Mappings): MappingRow[] {
  return Object.entries(mappings).map(([key, value]) => {
    const colon = key.indexOf(':')
    const modification = modifications.find((each) => each.value === key.slice(0, colon))?.value
    const parameter = modification === undefined ? key : key.slice(colon + 1)
    return { key, modification, parameter, value }
  })
}

/** The mapping key of a row. */
export function mappingKey(modification: Modification | undefined, parameter: string): string {
  return modification === undefined ? parameter : `${modification}:${parameter}`
}

/**
 * The mappings with one more, or with one changed in its place when `replaces` names its key. Removing a parameter needs no value.
 * Problems: `integration/mapping` for a key that the list has already or that is not a mapping key of the side.
 */
export function withMapping(
  mappings: Mappings,
  row: Omit<MappingRow, 'key'> & { readonly replaces?: string },
  side: MappingSide,
  at: Address,
): Result<Record<string, string>> {
  const key = mappingKey(row.modification, row.parameter.trim())
  const place = [...at, row.replaces ?? key]
  if (key !== row.replaces && Object.hasOwn(mappings, key)) {
    return fail('integration/mapping', `${key} is already in the list`, place)
  }
  const parsed = parseMappingKey(key, side)
  if ('refusal' in parsed) {
    const message = `Invalid mapping expression specified: ${parsed.refusal}`
    return fail('integration/mapping', message, place)
  }
  const entry = [key, row.modification === 'remove' ? '' : row.value] as const
  const entries = Object.entries(mappings)
  return ok(
    Object.fromEntries(
      row.replaces === undefined
        ? [...entries, entry]
        : entries.map((each) => (each[0] === row.replaces ? entry : each)),
    ),
  )
}

/** What may be modified on a side: beginnings to complete with a name, and whole parameters. */
export function parameterSuggestions(
  side: MappingSide,
  modification: Modification | undefined,
): string[] {
  const whole = side === 'request' ? 'path' : 'statuscode'
  return [
    'header.',
    ...(side === 'request' ? ['querystring.'] : []),
    ...(modification === 'overwrite' ? [whole] : []),
  ]
}

const contextSources = [
  'accountId',
  'apiId',
  'authorizer.claims.sub',
  'domainName',
  'httpMethod',
  'identity.sourceIp',
  'identity.userAgent',
  'path',
  'protocol',
  'requestId',
  'requestTime',
  'requestTimeEpoch',
  'routeKey',
  'stage',
].map((name) => `$context.${name}`)

/** Sources that a mapping value can read: path variables of the routes that use the integration and stage variables by name. */
export function valueSuggestions(
  api: Pick<HttpApi, 'routes' | 'stages'>,
  integrationId: string,
  side: MappingSide,
): string[] {
  const variables = Object.values(api.routes)
    .filter(({ target }) => target === integrationId)
    .flatMap(({ routeKey }) =>
      [...routeKey.matchAll(/\{([^{}+]+)\+?\}/g)].map(([, name = '']) => `$request.path.${name}`),
    )
  const stageVariables = Object.values(api.stages).flatMap((stage) =>
    Object.keys(stage.stageVariables).map((name) => `$stageVariables.${name}`),
  )
  const response = side === 'response' ? ['$response.header.', '$response.body'] : []
  const request = ['$request.header.', '$request.querystring.', '$request.body', '$request.path']
  return [...new Set([...response, ...variables, ...request, ...stageVariables, ...contextSources])]
}
