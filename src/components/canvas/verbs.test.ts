import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  addAuthorizer,
  addBackend,
  addRequestValidator,
  countingIds,
  deploy,
  nounOf,
  putDocumentationPart,
  putDocumentationVersion,
  putGatewayResponse,
  removeMethod,
  resourcesByPath,
  updateMethod,
} from '../../model/index.ts'
import type { Address, Design, Result } from '../../model/index.ts'
import { sharedNouns } from '../nouns/sharedNouns.ts'
import { entriesOf } from '../navigator/Navigator.tsx'
import { accessCommands } from '../commands/access.ts'
import { canvasCommands } from '../commands/canvas.ts'
import { runCommand } from '../commands/runCommand.ts'
import { createClockStore } from '../store/clockStore.ts'
import { createIssuerHosts } from '../store/issuerHosts.ts'
import { createNextFrame } from '../store/nextFrame.ts'
import { createRequestDrafts } from '../store/requestDrafts.ts'
import { createDesignStore } from '../store/designStore.ts'
import { memoryDraftRecords } from '../store/draftRecords.ts'
import { createFieldDrafts } from '../store/fieldDrafts.ts'
import type { Stores } from '../store/StoreContext.tsx'
import { createViewStore } from '../store/viewStore.ts'
import { startCanvasView } from '../store/canvasView.ts'
import { buildMap } from './map/build.ts'
import { apiOf, idOf, petDesign, withMethod } from './testDesign.ts'
import {
  addBackendNamed,
  addResourceUnder,
  connect,
  found,
  jump,
  moveUnder,
  openFlow,
  pasteHere,
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
    clockStore: createClockStore(() => 0),
    requestDrafts: createRequestDrafts(),
    issuerHosts: createIssuerHosts(),
    nextFrame: createNextFrame(),
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
    expect(buildMap(design, 'a').edges.map(({ sentence }) => sentence)).toContain(
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
    expect(buildMap(presentDesign(stores), 'a').edges.map(({ sentence }) => sentence)).toContain(
      'GET /pets/{petId} reaches list-shops, Lambda proxy',
    )
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
    expect(buildMap(presentDesign(stores), 'a').edges).toHaveLength(3)
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

  it('names a preflight that is left alone on its path', () => {
    const stores = open()
    const design = withMethod(presentDesign(stores), '/shops', 'OPTIONS', 'MOCK')
    stores.designStore.getState().edit('Answer preflights', () => ({
      ok: true,
      value: withMethod(design, '/pets', 'OPTIONS', 'MOCK'),
      problems: [],
    }))
    select(stores, method(stores, '/shops', 'GET'), [method(stores, '/pets', 'GET')])
    run(stores, 'canvas.delete')
    expect(stores.viewStore.getState().notices[0]?.text).toBe(
      'Deleted 2 things. OPTIONS /shops, which answers preflight requests, is now the only method of its path.',
    )
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
    expect(buildMap(presentDesign(stores), 'a').edges).toHaveLength(1)
    expect(paths(stores)).toContain('/pets')
  })

  it('of a backend that is reached is refused with the reason', () => {
    const stores = open()
    select(stores, ['backends', 'http:pets.example.com'])
    run(stores, 'canvas.delete')
    expect(stores.viewStore.getState().notices[0]?.text).toContain('1 method reaches')
  })
})

describe('with a flow open', () => {
  const openOnFlow = () => {
    const stores = open()
    openFlow(stores, method(stores, '/pets', 'GET'))
    return stores
  }
  const level = ({ viewStore }: Stores) => viewStore.getState().level

  it.each(['canvas.delete', 'canvas.cut'])('%s acts on the resource selected in the tree', (id) => {
    const stores = openOnFlow()
    select(stores, resource(stores, '/shops'))
    run(stores, id)
    expect(paths(stores)).not.toContain('/shops')
    expect(level(stores)).toBe('flow')
  })

  it('returns to the map when the method of the flow is deleted with its API', () => {
    const stores = openOnFlow()
    select(stores, ['apis', 'a'])
    run(stores, 'canvas.delete')
    expect(presentDesign(stores).apis).toEqual({})
    expect([level(stores), stores.viewStore.getState().apiId]).toEqual(['map', undefined])
  })

  it.each([
    ['canvas.add', 'add'],
    ['canvas.add-resource', 'add-resource'],
    ['canvas.add-method', 'add-method'],
    ['canvas.add-http-endpoint', 'add-backend'],
    ['canvas.add-lambda-function', 'add-backend'],
    ['canvas.add-aws-service', 'add-backend'],
    ['canvas.rename', 'rename'],
    ['canvas.move', 'move'],
  ])('%s shows the map, where it is typed or picked', (id, kind) => {
    const stores = openOnFlow()
    select(stores, resource(stores, '/shops'))
    run(stores, id)
    expect(level(stores)).toBe('map')
    expect(selection(stores)).toEqual(resource(stores, '/shops'))
    expect(stores.viewStore.getState().canvas.editing?.kind).toBe(kind)
    expect(stores.viewStore.getState().showsCanvas).toBe(true)
  })

  it('connects, duplicates, tidies, selects and searches on the map', () => {
    for (const id of ['connect', 'duplicate', 'tidy', 'select-all', 'search', 'minimap']) {
      const stores = openOnFlow()
      select(stores, method(stores, '/shops', 'GET'))
      run(stores, `canvas.${id}`)
      expect([id, level(stores)]).toEqual([id, 'map'])
    }
  })

  it('deletes no method for one of its parts, and says how the part is deleted', () => {
    const stores = openOnFlow()
    select(stores, [...method(stores, '/pets', 'GET'), 'methodResponses', '200'])
    run(stores, 'canvas.delete')
    expect(steps(stores)).toEqual([])
    expect(stores.viewStore.getState().notices.at(-1)?.text).toContain('a part of the method')
  })
})

describe('in a read-only tab', () => {
  const edits = ['canvas.delete', 'canvas.cut', 'canvas.duplicate', 'canvas.delete-api']
  it.each([...edits, ...accessCommands.map(({ id }) => id)])(
    '%s says why nothing happens',
    (id) => {
      const stores = open()
      select(stores, resource(stores, '/shops'))
      stores.designStore.getState().setReadOnly(true)
      const command = [...canvasCommands, ...accessCommands].find((each) => each.id === id)
      if (!command) throw new Error(`there is no command ${id}`)
      runCommand(stores, command)
      expect(steps(stores)).toEqual([])
      expect(stores.viewStore.getState().notices.at(-1)?.text).toContain('read-only')
    },
  )
})

describe('a copy', () => {
  it('says what was copied', () => {
    const stores = open()
    select(stores, method(stores, '/pets', 'GET'))
    run(stores, 'canvas.copy')
    expect(stores.viewStore.getState().notices.at(-1)?.text).toBe('Copied GET /pets.')
  })
})

describe('deleting what the tree shows', () => {
  it('says what can be deleted when nothing is selected', () => {
    const stores = open()
    select(stores, [])
    run(stores, 'canvas.delete')
    expect(steps(stores)).toEqual([])
    expect(stores.viewStore.getState().notices.at(-1)?.text).toContain('Select what to delete')
  })

  it('says that the root resource stays', () => {
    const stores = open()
    select(stores, resource(stores, '/'))
    run(stores, 'canvas.delete')
    expect(stores.viewStore.getState().notices.at(-1)?.text).toContain('root resource')
  })

  it('deletes or refuses everything that is selectable, never silently', () => {
    const stores = open()
    const { edit, nextId } = stores.designStore.getState()
    for (const name of sharedNouns) {
      const addition = nounOf(name).add?.(presentDesign(stores), { nextId, now: 0 })
      if (!addition) throw new Error(`${name} cannot be added`)
      expect(edit('Add', addition.operation).ok).toBe(true)
    }
    const part = { id: 'part', location: { type: 'API' as const }, properties: '{}' }
    const more: readonly ((design: Design) => Result<Design>)[] = [
      (design) =>
        addRequestValidator(design, {
          apiId: 'a',
          validator: {
            id: 'v',
            name: 'all',
            validateRequestBody: true,
            validateRequestParameters: true,
          },
        }),
      (design) =>
        addAuthorizer(design, {
          apiId: 'a',
          authorizer: { id: 'auth', name: 'token', type: 'TOKEN', providerARNs: [] },
        }),
      (design) =>
        putGatewayResponse(design, {
          apiId: 'a',
          response: { responseType: 'DEFAULT_4XX', responseParameters: {}, responseTemplates: {} },
        }),
      (design) => putDocumentationPart(design, { apiId: 'a', part }),
      (design) =>
        putDocumentationVersion(design, {
          apiId: 'a',
          version: { version: '1', createdDate: '2026-01-01T00:00:00Z' },
        }),
      // a method without an integration cannot be deployed
      (design) =>
        removeMethod(design, {
          apiId: 'a',
          resourceId: idOf(design, '/pets/{petId}'),
          httpMethod: 'GET',
        }),
      (design) =>
        deploy(design, {
          apiId: 'a',
          stageName: 'dev',
          deploymentId: 'd1',
          createdDate: '2026-01-01T00:00:00Z',
        }),
      (design) =>
        addBackend(design, {
          backend: { key: 'http:x.example', kind: 'http', name: 'x', mode: 'canned' },
        }),
    ]
    for (const operation of more) expect(edit('Add', operation)).toMatchObject({ ok: true })
    const rows = entriesOf(presentDesign(stores)).filter(
      ({ at, isSection }) => at.length > 0 && !isSection,
    )
    expect(rows.length).toBeGreaterThan(25)
    for (const { at } of rows) {
      const before = presentDesign(stores)
      stores.viewStore.setState({ notices: [] })
      select(stores, at)
      run(stores, 'canvas.delete')
      const [notice] = stores.viewStore.getState().notices
      expect([at, notice?.text]).not.toEqual([at, undefined])
      const isDeleted = presentDesign(stores) !== before
      expect([at, notice?.action?.label]).toEqual([at, isDeleted ? 'Undo' : undefined])
      if (!isDeleted) continue
      notice?.action?.run()
      expect(presentDesign(stores)).toBe(before)
    }
  })
})

describe('pasting', () => {
  it('says what was pasted and what came along, with Undo', async () => {
    const stores = open()
    const ref = {
      apiId: 'a',
      resourceId: idOf(presentDesign(stores), '/shops'),
      httpMethod: 'GET' as const,
    }
    const { edit } = stores.designStore.getState()
    edit('Add', (design) =>
      addAuthorizer(design, {
        apiId: 'a',
        authorizer: {
          id: 'pool',
          name: 'cognito',
          type: 'COGNITO_USER_POOLS',
          providerARNs: ['arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_a'],
        },
      }),
    )
    const change = { authorizationType: 'COGNITO_USER_POOLS' as const, authorizerId: 'pool' }
    edit('Guard', (design) => updateMethod(design, { ...ref, change }))
    select(stores, resource(stores, '/shops'))
    run(stores, 'canvas.copy')
    const { canvas } = stores.viewStore.getState()
    const other = open()
    other.viewStore
      .getState()
      .change({ canvas: { ...startCanvasView, clipboard: canvas.clipboard } })
    other.designStore.getState().open({ ...petDesign(), id: 'other' })
    select(other, resource(other, '/'))
    await pasteHere(other)
    const notice = other.viewStore.getState().notices.at(-1)
    expect(notice).toMatchObject({
      type: 'success',
      text: '1 method pasted with authorizer cognito.',
      action: { label: 'Undo' },
    })
    const api = apiOf(presentDesign(other))
    const pasted = api.resources[idOf(presentDesign(other), '/shops-2')]?.methods.GET
    expect(api.authorizers[pasted?.authorizerId ?? '']?.name).toBe('cognito')
    notice?.action?.run()
    expect(paths(other)).not.toContain('/shops-2')
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
    expect(buildMap(presentDesign(stores), 'a').edges.map(({ sentence }) => sentence)).toContain(
      'GET /shops/pets reaches pets.example.com, HTTP',
    )
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
