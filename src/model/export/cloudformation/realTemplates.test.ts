import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { randomIds, seededRandom } from '../../ids.ts'
import { importDocument } from '../../import/index.ts'
import { readText } from '../../import/readText.ts'
import { removeMethod } from '../../operations/methods.ts'
import { moveResource, removeResource, renameResource } from '../../operations/resources.ts'
import { updateRestApi } from '../../operations/restApis.ts'
import { comparableApi, differingParts, guardOf } from '../../queries/comparableApi.ts'
import { methodsOf, resourcesByPath } from '../../queries/resourceTree.ts'
import type { Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import type { RestApi } from '../../schema/restApi.ts'
import { exportApi } from '../index.ts'
import type { ExporterId } from '../index.ts'
import { unresolvedReferences } from './referenceCheck.ts'

const folder = resolve(process.env['GATEWRIGHT_SHARED'] ?? '../shared', 'documents')
if (!existsSync(folder)) console.warn(`SKIPPED: no real templates at ${folder}`)

interface Template {
  readonly file: string
  readonly text: string
  readonly kind: ExporterId
  readonly design: Design
}

function opened(text: string) {
  return importDocument(text, { nextId: randomIds(seededRandom(11)) })
}

/** The real templates that make a REST API. */
function realTemplates(): Template[] {
  if (!existsSync(folder)) return []
  const index = JSON.parse(readFileSync(resolve(folder, 'index.json'), 'utf8')) as {
    readonly file: string
    readonly kind: string
  }[] // the folder's own list of its documents
  return index.flatMap(({ file, kind }) => {
    if (kind === 'openapi') return []
    const text = readFileSync(resolve(folder, file), 'utf8')
    const read = opened(text)
    if (!read.ok) return []
    const { design, kind: readAs } = read.value
    if (readAs !== 'sam' && readAs !== 'cloudformation') return []
    return restApisOf(design).length > 0 ? [{ file, text, kind: readAs, design }] : []
  })
}

function restApisOf(design: Design): RestApi[] {
  return Object.values(design.apis).flatMap((api) => (api.protocol === 'REST' ? [api] : []))
}

/** An edit of an API; `undefined` where the API has nothing to do it to. */
type EditOf = (design: Design, api: RestApi) => Result<Design> | undefined

function resourcesBelowRoot(api: RestApi) {
  return resourcesByPath(api)
    .map(({ resource }) => resource)
    .filter(({ parentId }) => parentId !== undefined)
}

/** The first way of doing something that is not refused. */
function firstAllowed(ways: Iterable<() => Result<Design>>): Result<Design> | undefined {
  for (const way of ways) {
    const result = way()
    if (result.ok) return result
  }
  return undefined
}

const edits: Readonly<Record<string, EditOf>> = {
  'no edit': (design) => ({ ok: true, value: design, problems: [] }),
  'a deleted method': (design, api) => {
    const [first] = methodsOf(api)
    if (!first) return undefined
    const { resource, method } = first
    const ref = { apiId: api.id, resourceId: resource.id, httpMethod: method.httpMethod }
    return removeMethod(design, ref)
  },
  'a deleted resource': (design, api) => {
    const last = resourcesBelowRoot(api).at(-1)
    return last && removeResource(design, { apiId: api.id, resourceId: last.id })
  },
  'a renamed resource': (design, api) => {
    const [first] = resourcesBelowRoot(api)
    if (!first) return undefined
    const pathPart = first.pathPart?.startsWith('{') === true ? '{renamed}' : 'renamed'
    return renameResource(design, { apiId: api.id, resourceId: first.id, pathPart })
  },
  'a moved resource': (design, api) => {
    const resources = resourcesBelowRoot(api)
    const ways = resources.toReversed().flatMap((moved) =>
      [{ id: api.rootResourceId }, ...resources]
        .filter(({ id }) => id !== moved.id && id !== moved.parentId)
        .map(({ id }) => () => {
          const place = { apiId: api.id, resourceId: moved.id, parentId: id }
          return moveResource(design, place)
        }),
    )
    return firstAllowed(ways)
  },
  'another description': (design, api) =>
    updateRestApi(design, { apiId: api.id, change: { description: 'Another description' } }),
}

/** The API under a name in a design that was opened again. */
function twinOf(design: Design, api: RestApi, position: number): RestApi | undefined {
  const apis = restApisOf(design)
  const named = apis.filter(({ name }) => name === api.name)
  return named.length === 1 ? named[0] : apis[position]
}

/** Export, which every template of these tests allows. */
function exported(design: Design, api: RestApi, kind: ExporterId, text: string) {
  const format = text.trimStart().startsWith('{') ? 'json' : 'yaml'
  const result = exportApi(design, kind, api.id, { format })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return { text: result.value[0]?.text ?? '', problems: result.problems }
}

function reopened(text: string): Design {
  const again = opened(text)
  if (!again.ok) throw new Error(again.problems[0]?.message)
  return again.value.design
}

/** The parts of an API that a design which was opened again has differently. */
function changedParts(design: Design, api: RestApi, again: Design, twin: RestApi) {
  const [before, after] = [comparableApi(design, api), comparableApi(again, twin)]
  return differingParts(before, after)
    .filter((part) => !isExpected(part, before.get(part), after.get(part)))
    .map((part) => [part, before.get(part), after.get(part)])
}

/** The routes of an API with how they are protected. */
function guards(api: RestApi) {
  return Object.fromEntries(
    methodsOf(api).map(({ path, method }) => [
      `${method.httpMethod} ${path}`,
      guardOf(api, method),
    ]),
  )
}

/** References that a written template lacks and the one that was opened does not. */
function newlyUnresolved(written: string, text: string) {
  const [before, after] = [readText(text), readText(written)]
  if (!before.ok || !after.ok) throw new Error('both texts are readable')
  return unresolvedReferences(after.value.value, before.value.value).filter(
    ({ severity }) => severity === 'error',
  )
}

/** What generated answers to preflight requests allow follows the routes, and a resource without methods makes none. */
function isExpected(part: string, before: string | undefined, after: string | undefined): boolean {
  if (part.startsWith('/')) return after === undefined
  if (!part.startsWith('OPTIONS ')) return false
  const comparable = (text: string | undefined) =>
    text?.replace(/("[\w.]*Access-Control-Allow-Methods":)"[^"]*"/g, '$1')
  return comparable(before) === comparable(after)
}

const templates = realTemplates()

describe.skipIf(templates.length === 0).each(templates)(
  '$file, exported and opened again',
  ({ text, kind, design }) => {
    it.each(Object.entries(edits))('is the same design after %s', (_name, edit) => {
      const [api] = restApisOf(design)
      if (!api) throw new Error('the template makes a REST API')
      const edited = edit(design, api)
      if (!edited) return
      if (!edited.ok) throw new Error(edited.problems[0]?.message)
      const written = exported(edited.value, api, kind, text).text
      if (edited.value === design) expect(written).toBe(text)
      const drawn = edited.value.apis[api.id]
      if (drawn?.protocol !== 'REST') throw new Error('the API is in the design')
      const again = opened(written)
      if (!again.ok) {
        // a template whose only API has lost its last route has nothing to open
        expect(again.problems).toMatchObject([{ code: 'cloudformation/no-api' }])
        expect(methodsOf(drawn)).toEqual([])
        return
      }
      const twin = twinOf(again.value.design, drawn, 0)
      if (!twin) throw new Error('the written template makes the API')
      expect(changedParts(edited.value, drawn, again.value.design, twin)).toEqual([])
      expect(guards(twin)).toEqual(guards(drawn))
      expect(newlyUnresolved(written, text)).toEqual([])
    })

    it('has the same routes, as protected as before, in a template of the other kind', () => {
      const other = kind === 'sam' ? 'cloudformation' : 'sam'
      const [api] = restApisOf(design)
      if (!api) throw new Error('the template makes a REST API')
      const written = exported(design, api, other, text)
      const again = reopened(written.text)
      const isReported = written.problems.some(({ severity }) => severity !== 'info')
      restApisOf(design).forEach((each, position) => {
        const twin = twinOf(again, each, position)
        if (!twin) throw new Error(`the written template makes the API ${each.name}`)
        expect(guards(twin)).toEqual(guards(each))
        // the service adds models to an API without a body, and JSON texts are spaced differently
        const changed = changedParts(design, each, again, twin).filter(
          ([part]) => part !== 'settings' && part?.startsWith('model ') !== true,
        )
        if (!isReported) expect(changed).toEqual([])
      })
      expect(newlyUnresolved(written.text, text)).toEqual([])
    })
  },
)
