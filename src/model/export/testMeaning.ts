// Compares what APIs mean, for the tests that write an API and open it again.
import { countingIds } from '../ids.ts'
import { importDocument } from '../import/index.ts'
import { resourcesByPath } from '../queries/resourceTree.ts'
import type { Design } from '../schema/design.ts'
import type { RestApi } from '../schema/restApi.ts'
import { exportApi } from './index.ts'
import type { ExporterId } from './index.ts'

/** What an API means, without the ids that each import makes anew and without what is kept for its own format. */
export interface Meaning {
  readonly version?: string
  readonly resources: readonly {
    readonly path: string
    readonly methods: Readonly<Record<string, unknown>>
  }[]
}

/** The meaning of the only API of a design. */
export function meaning(design: Design): Meaning {
  const api = restApiOf(design)
  const named = (
    map: Readonly<Record<string, { readonly name: string }>>,
    id: string | undefined,
  ) => (id === undefined ? undefined : map[id]?.name)
  const listed = (map: object) => Object.values(map).map((item: object) => ({ ...item, id: '' }))
  const resources = resourcesByPath(api).map(({ resource, path }) => ({
    path,
    methods: Object.fromEntries(
      Object.entries(resource.methods).map(([verb, method]) => [
        verb,
        {
          ...method,
          authorizerId: named(api.authorizers, method.authorizerId),
          requestValidatorId: named(api.requestValidators, method.requestValidatorId),
        },
      ]),
    ),
  }))
  return comparable(
    {
      ...api,
      id: 'api',
      rootResourceId: '',
      stages: {},
      resources,
      authorizers: listed(api.authorizers),
      requestValidators: listed(api.requestValidators),
      documentationParts: listed(api.documentationParts),
    },
    `restapis/${api.id}/`,
  ) as Meaning // a copy of the object above, which has these members
}

/** A copy without what is absent or retained, and with the same id in all references between models. */
function comparable(value: unknown, address: string): unknown {
  if (typeof value === 'string') return value.replaceAll(address, 'restapis/api/')
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => comparable(item, address))
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]): [string, unknown][] =>
      name === 'retained' || item === undefined ? [] : [[name, comparable(item, address)]],
    ),
  )
}

export function restApiOf(design: Design): RestApi {
  const [api] = Object.values(design.apis)
  if (api?.protocol !== 'REST') throw new Error('a REST API was read')
  return api
}

export function opened(text: string): Design {
  const result = importDocument(text, { nextId: countingIds('identifier') })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value.design
}

export function written(design: Design, exporterId: ExporterId, format: 'json' | 'yaml'): string {
  const [apiId = ''] = Object.keys(design.apis)
  const result = exportApi(design, exporterId, apiId, { format })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value[0]?.text ?? ''
}
