import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import { formatAddress } from '../address.ts'
import { countingIds } from '../ids.ts'
import { importers } from '../import/index.ts'
import { readText } from '../import/readText.ts'
import { resourcesByPath } from '../queries/resourceTree.ts'
import type { Design } from '../schema/design.ts'
import type { Json } from '../schema/json.ts'
import { exportApi } from './index.ts'
import { meaning, opened, restApiOf, written } from './testMeaning.ts'
import type { Meaning } from './testMeaning.ts'

const shared = resolve(process.env['GATEWRIGHT_SHARED'] ?? '../shared')

/** A real document as a value and as a design: parsed once. */
interface RealDocument {
  readonly file: string
  readonly text: string
  readonly value: Json
  readonly kind: 'openapi-3.0' | 'swagger-2.0'
  readonly design: Design
}

/** The document of a file; none where the file is a part of another document. */
function realDocument(file: string, path: string): RealDocument[] {
  const text = readFileSync(path, 'utf8')
  const read = readText(text)
  if (!read.ok) return []
  const { value } = read.value
  const kinds = ['openapi-3.0', 'swagger-2.0'] as const
  const kind = kinds.find((each) => importers[each].detect(value))
  if (!kind) return []
  const design = importers[kind].read(read.value, { nextId: countingIds('identifier') })
  return design.ok ? [{ file, text, value, kind, design: design.value }] : []
}

const isRest = (design: Design) =>
  Object.values(design.apis).every(({ protocol }) => protocol === 'REST')

const examples = new URL('../../../public/examples/', import.meta.url)
const exampleNames = readdirSync(examples).filter(
  (name) =>
    name.endsWith('.gatewright.json') &&
    isRest(opened(readFileSync(new URL(name, examples), 'utf8'))),
)

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

  const folder = resolve(shared, 'documents')
  const index = existsSync(folder)
    ? (JSON.parse(readFileSync(resolve(folder, 'index.json'), 'utf8')) as {
        readonly file: string
        readonly kind: string
      }[])
    : []
  const files = index.filter(({ kind }) => kind === 'openapi').map(({ file }) => file)
  if (files.length === 0) console.warn(`SKIPPED 3 tests: no real documents at ${folder}`)

  const documents = files.flatMap((file) => realDocument(file, resolve(folder, file)))

  it.skipIf(files.length === 0)('every real document comes back word for word', () => {
    for (const { file, text, value, kind, design } of documents) {
      const expected = JSON.stringify(value, null, 2)
      expect(written(design, kind, 'json') === `${expected}\n`, file).toBe(true)
      // the largest ones as JSON only: they are here for their size
      if (text.length > 1_000_000) continue
      const yaml = readText(written(design, kind, 'yaml'))
      expect(yaml.ok && JSON.stringify(yaml.value.value, null, 2) === expected, file).toBe(true)
    }
    expect(documents.length).toBeGreaterThanOrEqual(50)
  })

  it.skipIf(files.length === 0)('a document of an HTTP API opens as one, and no other does', () => {
    const routed = documents.filter(({ design }) => !isRest(design))
    const withSubtype = documents.filter(
      ({ text }) => text.includes('"integrationSubtype"') || text.includes('integrationSubtype:'),
    )
    expect(routed.length).toBeGreaterThan(0)
    expect(routed.map(({ file }) => file)).toEqual(withSubtype.map(({ file }) => file))
    for (const { file, design } of routed) {
      const [api] = Object.values(design.apis)
      expect(api?.protocol === 'HTTP' && Object.keys(api.routes).length > 0, file).toBe(true)
    }
  })

  it.skipIf(files.length === 0)(
    'every real document means the same in the other format, or it is told why not',
    () => {
      // HTTP APIs have no other format
      for (const { file, kind, design } of documents.filter((each) => isRest(each.design))) {
        const other = kind === 'swagger-2.0' ? 'openapi-3.0' : 'swagger-2.0'
        const [apiId = ''] = Object.keys(design.apis)
        const result = exportApi(design, other, apiId, { format: 'json' })
        if (!result.ok) throw new Error(result.problems[0]?.message)
        const back = meaning(opened(result.value[0]?.text ?? ''))
        const told = new Set(
          result.problems
            .filter(({ code }) => /one-schema|version-supplied/.test(code))
            .map(({ at }) => formatAddress(at)),
        )
        const differences = differingMethods(meaning(design), back)
        const methods = resourcesByPath(restApiOf(design)).flatMap(({ path, resource }) =>
          Object.keys(resource.methods).map((verb) => ({
            name: `${verb} ${path}`,
            at: formatAddress(['apis', apiId, 'resources', resource.id, 'methods', verb]),
          })),
        )
        for (const name of differences) {
          const at = methods.find((method) => method.name === name)?.at ?? name
          expect(
            [...told].some((address) => address.startsWith(at)),
            `${file}: ${name}`,
          ).toBe(true)
        }
      }
    },
  )
})

/** The methods that two meanings have differently, by verb and path; `api` where anything else differs. */
function differingMethods(left: Meaning, right: Meaning): string[] {
  const methodsIn = ({ resources }: Meaning) =>
    new Map(
      resources.flatMap(({ path, methods }) =>
        Object.entries(methods).map(([verb, method]) => [`${verb} ${path}`, method] as const),
      ),
    )
  const [before, after] = [methodsIn(left), methodsIn(right)]
  const names = [...new Set([...before.keys(), ...after.keys()])]
  const differing = names.filter((name) => !isDeepStrictEqual(before.get(name), after.get(name)))
  const rest = ({ resources: _resources, version: _version, ...others }: Meaning) => others
  return isDeepStrictEqual(rest(left), rest(right)) ? differing : [...differing, 'api']
}
