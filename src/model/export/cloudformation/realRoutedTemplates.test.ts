import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { randomIds, seededRandom } from '../../ids.ts'
import { importDocument } from '../../import/index.ts'
import { removeRoute, updateRoute } from '../../operations/v2/routes.ts'
import {
  comparableRoutedApi,
  isUnusedIntegration,
  routeGuardOf,
} from '../../queries/comparableRoutedApi.ts'
import { differingParts } from '../../queries/comparableApi.ts'
import type { Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import type { HttpApi, WebSocketApi } from '../../schema/v2/apis.ts'
import { exportApi } from '../index.ts'
import type { ExporterId } from '../index.ts'

const folder = resolve(process.env['GATEWRIGHT_SHARED'] ?? '../shared', 'documents')
if (!existsSync(folder)) console.warn(`SKIPPED: no real templates of HTTP APIs at ${folder}`)

type RoutedApi = HttpApi | WebSocketApi

interface Template {
  readonly file: string
  readonly text: string
  readonly kind: 'sam' | 'cloudformation'
  readonly design: Design
}

function opened(text: string) {
  return importDocument(text, { nextId: randomIds(seededRandom(17)), now: () => 0 })
}

function routedApis(design: Design): RoutedApi[] {
  return Object.values(design.apis).flatMap((api) => (api.protocol === 'REST' ? [] : [api]))
}

/** The real templates that make an HTTP or WebSocket API. */
function realTemplates(): Template[] {
  if (!existsSync(folder)) return []
  const index = JSON.parse(readFileSync(resolve(folder, 'index.json'), 'utf8')) as {
    readonly file: string
    readonly kind: string
  }[] // the folder's own list of its documents
  return index.flatMap(({ file, kind: listed }) => {
    if (listed === 'openapi') return []
    const text = readFileSync(resolve(folder, file), 'utf8')
    const read = opened(text)
    if (!read.ok || routedApis(read.value.design).length === 0) return []
    const { kind, design } = read.value
    return kind === 'sam' || kind === 'cloudformation' ? [{ file, text, kind, design }] : []
  })
}

function exported(design: Design, kind: ExporterId, text: string) {
  const format = text.trimStart().startsWith('{') ? 'json' : 'yaml'
  const [api] = routedApis(design)
  const result = exportApi(design, kind, api?.id ?? '', { format })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return { text: result.value[0]?.text ?? '', problems: result.problems }
}

/** For each API of a design, the one that a template makes under its name. */
function twins(design: Design, text: string) {
  const again = opened(text)
  if (!again.ok) throw new Error(again.problems[0]?.message)
  const made = again.value.design
  return routedApis(design).map((api) => {
    const twin = routedApis(made).find(({ name }) => name === api.name)
    return { api, twin, made }
  })
}

function guards(api: RoutedApi | undefined) {
  return Object.fromEntries(
    Object.values(api?.routes ?? {}).map((route) => [
      route.routeKey,
      api && routeGuardOf(api, route),
    ]),
  )
}

const edits: Readonly<Record<string, (design: Design) => Result<Design> | undefined>> = {
  'a removed route': (design) => {
    const [api] = routedApis(design)
    const id = Object.keys(api?.routes ?? {}).at(-1)
    return api && id !== undefined ? removeRoute(design, { apiId: api.id, id }) : undefined
  },
  'a moved route': (design) => {
    const [api] = routedApis(design)
    const [route] = Object.values(api?.routes ?? {})
    if (!api || !route) return undefined
    const routeKey = api.protocol === 'HTTP' ? 'PUT /moved/{id}' : 'moved'
    return updateRoute(design, { apiId: api.id, id: route.id, change: { routeKey } })
  },
}

const templates = realTemplates()

describe.skipIf(templates.length === 0).each(templates)(
  '$file, with its HTTP and WebSocket APIs',
  ({ text, kind, design }) => {
    it('is the same text without an edit', () => {
      expect(exported(design, kind, text)).toEqual({ text, problems: expect.anything() as unknown })
    })

    it.each(Object.entries(edits))('is the same design after %s', (_name, edit) => {
      const result = edit(design)
      // WebSocket APIs refuse an edit of routes that they require
      if (!result?.ok) return
      const written = exported(result.value, kind, text)
      for (const { api, twin, made } of twins(result.value, written.text)) {
        if (!twin) throw new Error(`the written template makes the API ${api.name}`)
        const differing = differingParts(
          comparableRoutedApi(result.value, api),
          comparableRoutedApi(made, twin),
        ).filter((part) => !isUnusedIntegration(part))
        const isReported = written.problems.some(({ code }) => code === 'cloudformation/differs')
        if (!isReported) expect(differing).toEqual([])
        expect(guards(twin)).toEqual(guards(api))
      }
    })

    it('has the same routes, as protected as before, in a template of the other kind', () => {
      const written = exported(design, kind === 'sam' ? 'cloudformation' : 'sam', text)
      for (const { api, twin } of twins(design, written.text)) {
        if (!twin) throw new Error(`the written template makes the API ${api.name}`)
        expect(guards(twin)).toEqual(guards(api))
      }
    })
  },
)
