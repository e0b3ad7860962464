import { describe, expect, it } from 'vitest'
import { addHttpApi, addRestApi, addRoute, countingIds, emptyDesign } from '../../model/index.ts'
import type { Design, Result } from '../../model/index.ts'
import { createClockStore } from '../store/clockStore.ts'
import { createIssuerHosts } from '../store/issuerHosts.ts'
import { createNextFrame } from '../store/nextFrame.ts'
import { createRequestDrafts } from '../store/requestDrafts.ts'
import { createDesignStore } from '../store/designStore.ts'
import { memoryDraftRecords } from '../store/draftRecords.ts'
import { createFieldDrafts } from '../store/fieldDrafts.ts'
import type { Stores } from '../store/StoreContext.tsx'
import { createViewStore } from '../store/viewStore.ts'
import { partCommands } from './parts.ts'

function must(result: Result<Design>): Design {
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value
}

function storesWith(design: Design): Stores {
  const designStore = createDesignStore(design, { now: () => 7, nextId: countingIds('new') })
  return {
    designStore,
    fieldDrafts: createFieldDrafts(designStore, memoryDraftRecords()),
    viewStore: createViewStore({ screen: 'designer' }),
    clockStore: createClockStore(() => 7),
    requestDrafts: createRequestDrafts(),
    issuerHosts: createIssuerHosts(),
    nextFrame: createNextFrame(),
    services: { now: () => 7 } as unknown as Stores['services'], // commands ask for the time alone
  }
}

const present = ({ designStore }: Stores) => designStore.getState().history.present
const enabled = (stores: Stores) =>
  partCommands.filter((command) => command.enabled?.(stores)).map(({ id }) => id)
const run = (stores: Stores, id: string) => partCommands.find((each) => each.id === id)?.run(stores)

const empty = emptyDesign('d', countingIds())
const http = must(
  addRoute(must(addHttpApi(empty, { apiId: 'h', name: 'pets' })), {
    apiId: 'h',
    route: { id: 'r', routeKey: 'GET /pets' },
  }),
)

describe('commands that add a part of an API', () => {
  it('are offered for the kind of the shown API', () => {
    expect(enabled(storesWith(empty))).toEqual([])
    expect(enabled(storesWith(http))).toEqual([
      'part.routeIntegration',
      'part.routeAuthorizer',
      'part.routeStage',
    ])
    const rest = must(addRestApi(empty, { apiId: 'a', rootResourceId: 'root', name: 'pets' }))
    expect(enabled(storesWith(rest))).toEqual([
      'part.model',
      'part.requestValidator',
      'part.authorizer',
      'part.stage',
    ])
  })

  it('add the part as one step to undo, and select it', () => {
    for (const id of ['part.routeIntegration', 'part.routeAuthorizer', 'part.routeStage']) {
      const stores = storesWith(http)
      void run(stores, id)
      expect([id, stores.viewStore.getState().notices]).toEqual([id, []])
      expect(stores.viewStore.getState().selection).toHaveLength(4)
      stores.designStore.getState().undo()
      expect(present(stores)).toBe(http)
    }
  })

  it('deploy to the first stage that does not deploy automatically', () => {
    const stores = storesWith(http)
    void run(stores, 'part.routeStage')
    expect(enabled(stores)).not.toContain('part.deploy')
    stores.designStore.getState().edit('Turn off', (design) => {
      const api = design.apis['h']
      if (api?.protocol !== 'HTTP') throw new Error('there is no HTTP API')
      const stages = Object.fromEntries(
        Object.entries(api.stages).map(([name, stage]) => [
          name,
          { ...stage, autoDeploy: name === '$default' },
        ]),
      )
      return { ok: true, value: { ...design, apis: { h: { ...api, stages } } }, problems: [] }
    })
    void run(stores, 'part.deploy')
    const api = present(stores).apis['h']
    if (api?.protocol !== 'HTTP') throw new Error('there is no HTTP API')
    const [deployment] = Object.values(api.deployments)
    expect(deployment?.snapshot?.routes).toEqual(api.routes)
    expect(api.stages['dev']?.deploymentId).toBe(deployment?.id)
  })
})
