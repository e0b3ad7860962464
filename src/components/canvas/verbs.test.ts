import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { countingIds, resourcesByPath } from '../../model/index.ts'
import type { Address } from '../../model/index.ts'
import { canvasCommands } from '../commands/canvas.ts'
import { createDesignStore } from '../store/designStore.ts'
import { memoryDraftRecords } from '../store/draftRecords.ts'
import { createFieldDrafts } from '../store/fieldDrafts.ts'
import type { Stores } from '../store/StoreContext.tsx'
import { createViewStore } from '../store/viewStore.ts'
import { buildMap } from './graph.ts'
import { apiOf, idOf, petDesign } from './testDesign.ts'
import {
  addBackendNamed,
  addResourceUnder,
  connect,
  found,
  jump,
  moveUnder,
  presentDesign,
} from './verbs.ts'

function open(): Stores {
  let now = 0
  const nextId = countingIds('new')
  const designStore = createDesignStore(petDesign(), { now: () => ++now, nextId })
  return {
    designStore,
    fieldDrafts: createFieldDrafts(designStore, memoryDraftRecords()),
    viewStore: createViewStore({ apiId: 'a', screen: 'designer' }),
    services: {} as never, // no verb of the canvas asks for one
  }
}

function run(stores: Stores, id: string): void {
  const command = canvasCommands.find((candidate) => candidate.id === id)
  if (!command || command.enabled?.(stores) === false) throw new Error(`${id} cannot be run`)
  void command.run(stores)
}

const paths = (stores: Stores) =>
  resourcesByPath(apiOf(presentDesign(stores))).map(({ path }) => path)
const resource = (stores: Stores, path: string): Address => [
  'apis',
  'a',
  'resources',
  idOf(presentDesign(stores), path),
]
const method = (stores: Stores, path: string, verb: string): Address => [
  ...resource(stores, path),
  'methods',
  verb,
]
const select = (stores: Stores, at: Address, also: readonly Address[] = []) =>
  stores.viewStore.getState().select(at, also)
const selection = (stores: Stores) => stores.viewStore.getState().selection
const steps = (stores: Stores) =>
  stores.designStore.getState().history.past.map(({ label }) => label)

// a page without a clipboard, as an insecure one is
beforeEach(() => vi.stubGlobal('navigator', {}))
afterEach(() => vi.unstubAllGlobals())

describe('adding', () => {
  it('makes all resources of a path below the chosen one, and selects the last', () => {
    const stores = open()
    expect(addResourceUnder(stores, idOf(presentDesign(stores), '/shops'), '{shopId}/hours')).toBe(
      undefined,
    )
    expect(paths(stores)).toContain('/shops/{shopId}/hours')
    expect(selection(stores)).toEqual(resource(stores, '/shops/{shopId}/hours'))
  })

  it('counts a leading slash from the root', () => {
    const stores = open()
    addResourceUnder(stores, idOf(presentDesign(stores), '/shops'), '/owners')
    expect(paths(stores)).toContain('/owners')
  })

  it('says in the service’s words why a resource cannot be added', () => {
    const stores = open()
    const reason = addResourceUnder(stores, idOf(presentDesign(stores), '/pets'), '{other}')
    expect(reason).toContain('already has a variable path part')
    expect(steps(stores)).toEqual([])
  })

  it('declares a backend from a URL, connects what waits for it, and puts it where it was dropped', () => {
    const stores = open()
    const post = method(stores, '/pets', 'POST')
    const refusal = addBackendNamed(
      stores,
      { kind: 'add-backend', backend: 'http', place: { x: 900, y: 40 }, connect: [post] },
      'https://orders.example.com/v1',
    )
    expect(refusal).toBeUndefined()
    const design = presentDesign(stores)
    expect(Object.keys(design.backends)).toEqual(['http:orders.example.com'])
    expect(Object.keys(design.layout.offsets)).toEqual(['/apis/a/backends/http:orders.example.com'])
    expect(buildMap(design, 'a').integrations.map(({ sentence }) => sentence)).toContain(
      'POST /pets reaches orders.example.com, HTTP',
    )
    expect(steps(stores)).toHaveLength(1)
  })
})

describe('moving', () => {
  it('puts a resource with all below it under another one', () => {
    const stores = open()
    moveUnder(stores, [resource(stores, '/pets')], idOf(presentDesign(stores), '/shops'))
    expect(paths(stores)).toEqual(['/', '/shops', '/shops/pets', '/shops/pets/{petId}'])
  })

  it('keeps a resource below the one that is moved with it', () => {
    const stores = open()
    const both = [resource(stores, '/pets/{petId}'), resource(stores, '/pets')]
    moveUnder(stores, both, idOf(presentDesign(stores), '/shops'))
    expect(paths(stores)).toEqual(['/', '/shops', '/shops/pets', '/shops/pets/{petId}'])
  })

  it('is refused below itself, and says so in a notice', () => {
    const stores = open()
    moveUnder(stores, [resource(stores, '/pets')], idOf(presentDesign(stores), '/pets/{petId}'))
    expect(steps(stores)).toEqual([])
    expect(stores.viewStore.getState().notices.map(({ text }) => text)).toEqual([
      'Resources cannot be cyclical.',
    ])
  })

  it('by keyboard is one step to undo for a burst, and tidy takes it back', () => {
    const stores = open()
    select(stores, resource(stores, '/pets'))
    run(stores, 'canvas.nudge-right')
    run(stores, 'canvas.nudge-right')
    run(stores, 'canvas.nudge-far-down')
    expect(Object.values(presentDesign(stores).layout.offsets)).toEqual([{ x: 16, y: 32 }])
    expect(steps(stores)).toEqual(['Move on the canvas'])
    run(stores, 'canvas.tidy')
    expect(presentDesign(stores).layout.offsets).toEqual({})
    expect(steps(stores)).toEqual(['Move on the canvas', 'Tidy the layout'])
  })
})

describe('connecting', () => {
  it('by keyboard chooses among the backends and connects at Enter', () => {
    const stores = open()
    select(stores, method(stores, '/pets/{petId}', 'GET'))
    run(stores, 'canvas.connect')
    run(stores, 'canvas.walk-down')
    run(stores, 'canvas.open')
    expect(
      buildMap(presentDesign(stores), 'a').integrations.map(({ sentence }) => sentence),
    ).toContain('GET /pets/{petId} reaches list-shops, Lambda proxy')
    expect(stores.viewStore.getState().canvas.connecting).toBeUndefined()
  })

  it('is cancelled by Esc', () => {
    const stores = open()
    select(stores, method(stores, '/pets/{petId}', 'GET'))
    run(stores, 'canvas.connect')
    run(stores, 'canvas.up-a-level')
    expect(stores.viewStore.getState().canvas.connecting).toBeUndefined()
    expect(steps(stores)).toEqual([])
  })

  it('connects several methods in one step', () => {
    const stores = open()
    const both = [method(stores, '/pets', 'POST'), method(stores, '/shops', 'GET')]
    expect(connect(stores, both, 'http:pets.example.com')).toBe(true)
    expect(buildMap(presentDesign(stores), 'a').integrations).toHaveLength(3)
    expect(steps(stores)).toEqual(['Connect 2 methods to pets.example.com'])
  })
})

describe('deleting', () => {
  it('is instant, and the notice brings it back', () => {
    const stores = open()
    const before = presentDesign(stores)
    select(stores, resource(stores, '/pets'))
    run(stores, 'canvas.delete')
    expect(paths(stores)).toEqual(['/', '/shops'])
    expect(selection(stores)).toEqual(resource(stores, '/'))
    const [notice] = stores.viewStore.getState().notices
    expect(notice?.text).toBe('Deleted /pets.')
    notice?.action?.run()
    expect(presentDesign(stores)).toBe(before)
  })

  it('removes several things in one step, those within others once', () => {
    const stores = open()
    select(stores, resource(stores, '/pets'), [
      method(stores, '/pets', 'GET'),
      resource(stores, '/pets/{petId}'),
      method(stores, '/shops', 'GET'),
    ])
    run(stores, 'canvas.delete')
    expect(paths(stores)).toEqual(['/', '/shops'])
    expect(steps(stores)).toEqual(['Delete 2 things'])
  })

  it('takes only the integration where an edge is selected', () => {
    const stores = open()
    select(stores, [...method(stores, '/pets', 'GET'), 'integration'])
    run(stores, 'canvas.delete')
    expect(buildMap(presentDesign(stores), 'a').integrations).toHaveLength(1)
    expect(paths(stores)).toContain('/pets')
  })

  it('of a backend that is reached is refused with the reason', () => {
    const stores = open()
    select(stores, ['backends', 'http:pets.example.com'])
    run(stores, 'canvas.delete')
    expect(stores.viewStore.getState().notices[0]?.text).toContain('1 method reaches')
  })
})

describe('copying', () => {
  it('duplicates a resource under a free path part, and selects the copy', () => {
    const stores = open()
    select(stores, resource(stores, '/pets'))
    run(stores, 'canvas.duplicate')
    expect(paths(stores)).toContain('/pets-2/{petId}')
    expect(selection(stores)).toEqual(resource(stores, '/pets-2'))
  })

  it('duplicates a method under a free verb', () => {
    const stores = open()
    select(stores, method(stores, '/shops', 'GET'))
    run(stores, 'canvas.duplicate')
    expect(selection(stores)).toEqual(method(stores, '/shops', 'POST'))
  })

  it('pastes what was cut, with its integration', () => {
    const stores = open()
    select(stores, resource(stores, '/pets'))
    run(stores, 'canvas.cut')
    select(stores, resource(stores, '/shops'))
    run(stores, 'canvas.paste')
    expect(paths(stores)).toEqual(['/', '/shops', '/shops/pets', '/shops/pets/{petId}'])
    expect(
      buildMap(presentDesign(stores), 'a').integrations.map(({ sentence }) => sentence),
    ).toContain('GET /shops/pets reaches pets.example.com, HTTP')
  })
})

describe('searching', () => {
  it('finds paths, methods and backends, and jumps from one to the next and around', () => {
    const stores = open()
    expect(found(stores, 'shops')).toHaveLength(3)
    jump(stores, 'shops', 1)
    expect(selection(stores)).toEqual(resource(stores, '/shops'))
    jump(stores, 'shops', 1)
    expect(selection(stores)).toEqual(method(stores, '/shops', 'GET'))
    jump(stores, 'shops', -1)
    jump(stores, 'shops', -1)
    expect(selection(stores)).toEqual(['backends', 'lambda:list-shops'])
  })
})

describe('the commands', () => {
  it('have ids of the canvas, each once', () => {
    const ids = canvasCommands.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.every((id) => id.startsWith('canvas.'))).toBe(true)
  })

  it('give no chord twice', () => {
    const chords = canvasCommands.flatMap(({ shortcuts }) => shortcuts ?? [])
    expect(chords.filter((chord, i) => chords.indexOf(chord) !== i)).toEqual([])
  })
})
