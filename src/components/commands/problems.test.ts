import { describe, expect, it } from 'vitest'
import { addMethod, addRestApi, countingIds, emptyDesign } from '../../model/index.ts'
import { lint } from '../../model/lint/index.ts'
import { createDesignStore } from '../store/designStore.ts'
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
  return { designStore, viewStore, services: {} as never } // no command here asks for one
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

  it('says so where there are none', async () => {
    const stores = openUnfinished()
    stores.designStore.getState().open(emptyDesign('Empty', () => 'd'))
    await run(stores, 'problems.next')
    expect(stores.viewStore.getState().notices.map(({ text }) => text)).toEqual([
      'There are no problems.',
    ])
  })
})
