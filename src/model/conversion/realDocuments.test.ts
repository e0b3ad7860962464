import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { countingIds } from '../ids.ts'
import { importDocument } from '../import/index.ts'
import { designSchema, methodsOf } from '../index.ts'
import type { Api, Design } from '../schema/design.ts'
import { convertApi } from './convertApi.ts'

const shared = resolve(process.env['GATEWRIGHT_SHARED'] ?? '../shared')
const folder = resolve(shared, 'documents')

function filesBelow(path: string): string[] {
  return readdirSync(path)
    .map((name) => resolve(path, name))
    .flatMap((each) => (statSync(each).isDirectory() ? filesBelow(each) : [each]))
    .filter((each) => /\.(?:json|ya?ml)$/.test(each) && statSync(each).size < 400_000)
}

/** The keys of all entry points that anybody may call. */
function openKeys(api: Api): Set<string> {
  if (api.protocol === 'REST') {
    const open = methodsOf(api).filter(({ method }) => method.authorizationType === 'NONE')
    return new Set(open.map(({ method, path }) => `${method.httpMethod} ${path}`))
  }
  const open = Object.values(api.routes).filter((route) => route.authorizationType === 'NONE')
  return new Set(open.map(({ routeKey }) => routeKey))
}

/** What a valid design of the other kind has to be. */
function check(design: Design, apiId: string, protocol: 'REST' | 'HTTP', file: string): Design {
  const before = design.apis[apiId]
  const result = convertApi(design, { apiId, protocol, nextId: countingIds(`to${protocol}`) })
  if (!result.ok || !before) throw new Error(`${file}: ${result.problems[0]?.message ?? apiId}`)
  const after = result.value.apis[apiId]
  expect(after?.protocol, file).toBe(protocol)
  expect(designSchema.safeParse(result.value).success, file).toBe(true)
  if (!after) return result.value
  const open = openKeys(before)
  const isDefaultOpen = open.has('$default')
  const opened = [...openKeys(after)].filter(
    (key) => !open.has(key) && !key.startsWith('OPTIONS ') && !isDefaultOpen,
  )
  expect(opened, `${file}: routes that are open now`).toEqual([])
  for (const { message } of result.problems) expect(message, file).toMatch(/^[^]{10,}\.$/)
  return result.value
}

it.runIf(existsSync(folder))(
  'real REST APIs convert to HTTP and back without a route that opens',
  () => {
    let count = 0
    for (const file of filesBelow(folder)) {
      const read = importDocument(readFileSync(file, 'utf8'), { nextId: countingIds('id') })
      if (!read.ok) continue
      for (const api of Object.values(read.value.design.apis)) {
        if (api.protocol === 'WEBSOCKET') continue
        const other = api.protocol === 'REST' ? 'HTTP' : 'REST'
        const there = check(read.value.design, api.id, other, file)
        check(there, api.id, api.protocol, file)
        count++
      }
    }
    expect(count).toBeGreaterThan(100)
  },
  120_000,
)

it.runIf(!existsSync(folder))('real documents are here', (context) => {
  context.skip(`no documents in ${folder}: conversions of real APIs were not checked`)
})
