import { describe, expect, it } from 'vitest'
import { addMethod, addRestApi, countingIds, emptyDesign } from '../../model/index.ts'
import type { Problem } from '../../model/index.ts'
import { lint } from '../../model/lint/index.ts'
import { createClockStore } from '../store/clockStore.ts'
import { createIssuerHosts } from '../store/issuerHosts.ts'
import { createNextFrame } from '../store/nextFrame.ts'
import { createRequestDrafts } from '../store/requestDrafts.ts'
import { createDesignStore } from '../store/designStore.ts'
import { memoryDraftRecords } from '../store/draftRecords.ts'
import { createFieldDrafts } from '../store/fieldDrafts.ts'
import type { Stores } from '../store/StoreContext.tsx'
import { createViewStore } from '../store/viewStore.ts'
import { problemCommands } from './problems.ts'

/** An API whose two methods have no integration. */
function openUnfinished(): Stores {
  const nextId = countingIds()
  const designStore = createDesignStore(emptyDesign('Unfinished', nextId), { now: () => 0, nextId })
  const { edit } = designStore.getState()
  edit('Add', (design) => addRestApi(design, { apiId: 'a', rootResourceId: 'r', name: 'one' }))
  for (const httpMethod of ['GET', 'PUT'] as const)
    edit('Add', (design) => addMethod(design, { apiId: 'a', resourceId: 'r', httpMethod }))
  const viewStore = createViewStore({ screen: 'designer', apiId: 'a' })
  const fieldDrafts = createFieldDrafts(designStore, memoryDraftRecords())
  const clockStore = createClockStore(() => 0)
  // no command here asks for a service
  return {
    designStore,
    viewStore,
    fieldDrafts,
    clockStore,
    requestDrafts: createRequestDrafts(),
    issuerHosts: createIssuerHosts(),
    nextFrame: createNextFrame(),
    services: {} as never,
  }
}

async function run(stores: Stores, id: string): Promise<void> {
  const command = problemCommands.find((each) => each.id === id)
  if (!command) throw new Error(`there is no command ${id}`)
  await command.run(stores)
}

describe('walking the problems', () => {
  it('goes through all of them, and round', async () => {
    const stores = openUnfinished()
    const places = lint(stores.designStore.getState().history.present).map(({ at }) => at.join('/'))
    expect(new Set(places).size).toBeGreaterThan(1)
    const seen: (string | undefined)[] = []
    for (let i = 0; i <= new Set(places).size; i++) {
      await run(stores, 'problems.next')
      seen.push(stores.viewStore.getState().reveal?.at.join('/'))
    }
    expect(new Set(seen)).toEqual(new Set(places))
    expect(seen.at(-1)).toBe(seen[0])
    await run(stores, 'problems.previous')
    expect(stores.viewStore.getState().reveal?.at.join('/')).toBe(seen.at(-2))
  })

  it('goes through several at one address one by one, forwards and backwards', async () => {
    const stores = openUnfinished()
    const at = ['apis', 'a', 'resources', 'r', 'methods', 'GET']
    const crowd = ['one', 'two', 'three'].map((message): Problem => ({
      code: 'template/test',
      message,
      severity: 'error',
      at,
    }))
    stores.viewStore.getState().change({ templateProblems: crowd })
    const told = async (id: string) => {
      await run(stores, id)
      return stores.viewStore.getState().reveal?.problem?.message
    }
    expect(await told('problems.next')).toBe('one')
    expect(await told('problems.next')).toBe('two')
    expect(await told('problems.next')).toBe('three')
    const fourth = await told('problems.next')
    expect(crowd.map(({ message }) => message)).not.toContain(fourth)
    expect(await told('problems.previous')).toBe('three')
    expect(await told('problems.previous')).toBe('two')

    // one that was gone to from the list counts too, the place alone stands for all that are there
    stores.viewStore.getState().goToProblem(crowd[0] as Problem)
    expect(await told('problems.next')).toBe('two')
    const rest = lint(stores.designStore.getState().history.present)
    stores.viewStore.getState().goTo(at)
    expect(await told('problems.previous')).toBe(rest.at(-1)?.message)
  })

  it('says so where there are none', async () => {
    const stores = openUnfinished()
    stores.designStore.getState().open(emptyDesign('Empty', () => 'd'))
    await run(stores, 'problems.next')
    expect(stores.viewStore.getState().notices.map(({ text }) => text)).toEqual([
      'There are no problems.',
    ])
  })
})
