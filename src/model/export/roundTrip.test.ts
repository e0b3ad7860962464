import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { countingIds } from '../ids.ts'
import { importDocument } from '../import/index.ts'
import { resourcesByPath } from '../queries/resourceTree.ts'
import type { Design } from '../schema/design.ts'
import { exportApi } from './index.ts'
import type { ExporterId } from './index.ts'

const shared = resolve(process.env['GATEWRIGHT_SHARED'] ?? '../shared')

/** What a design means, without the ids that each import makes anew and without what is kept for its own format. */
function meaning(design: Design): unknown {
  const [api] = Object.values(design.apis)
  if (api?.protocol !== 'REST') throw new Error('a REST API was read')
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
          retained: undefined,
          authorizerId: named(api.authorizers, method.authorizerId),
          requestValidatorId: named(api.requestValidators, method.requestValidatorId),
        },
      ]),
    ),
  }))
  const text = JSON.stringify({
    ...api,
    retained: undefined,
    rootResourceId: '',
    stages: {},
    resources,
    authorizers: listed(api.authorizers),
    requestValidators: listed(api.requestValidators),
    documentationParts: listed(api.documentationParts),
  })
  return JSON.parse(
    text
      .replaceAll(`restapis/${api.id}/`, 'restapis/api/')
      .replaceAll(`"id":"${api.id}"`, '"id":"api"'),
  ) as unknown
}

function opened(text: string): Design {
  const result = importDocument(text, { nextId: countingIds('identifier') })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value.design
}

function written(design: Design, exporterId: ExporterId, format: 'json' | 'yaml'): string {
  const [apiId = ''] = Object.keys(design.apis)
  const result = exportApi(design, exporterId, apiId, { format })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value[0]?.text ?? ''
}

const examples = new URL('../../../public/examples/', import.meta.url)
const exampleNames = readdirSync(examples).filter((name) => name.endsWith('.gatewright.json'))

describe('an API that is written and opened again', () => {
  for (const name of exampleNames) {
    for (const exporterId of ['openapi-3.0', 'swagger-2.0'] as const) {
      for (const format of ['json', 'yaml'] as const) {
        it(`${name} as ${exporterId} in ${format} means the same`, () => {
          const once = opened(
            written(opened(readFileSync(new URL(name, examples), 'utf8')), exporterId, format),
          )
          expect(meaning(opened(written(once, exporterId, format)))).toEqual(meaning(once))
        })
      }
    }
  }

  const folder = resolve(shared, 'documents/open')
  if (!existsSync(folder)) console.warn(`SKIPPED 1 test: no real documents at ${folder}`)
  it.skipIf(!existsSync(folder))(
    'every real OpenAPI document means the same after its own format',
    () => {
      const index = JSON.parse(readFileSync(resolve(shared, 'documents/index.json'), 'utf8')) as {
        file: string
        kind: string
      }[]
      const files = index.filter(({ file, kind }) => kind === 'openapi' && file.startsWith('open/'))
      let checked = 0
      for (const { file } of files) {
        const result = importDocument(readFileSync(resolve(shared, 'documents', file), 'utf8'), {
          nextId: countingIds('identifier'),
        })
        if (!result.ok) continue
        const [api] = Object.values(result.value.design.apis)
        if (api?.version === undefined) continue
        const exporterId = result.value.kind === 'swagger-2.0' ? 'swagger-2.0' : 'openapi-3.0'
        expect(meaning(opened(written(result.value.design, exporterId, 'yaml'))), file).toEqual(
          meaning(result.value.design),
        )
        checked++
      }
      expect(checked).toBeGreaterThan(35)
    },
  )
})
