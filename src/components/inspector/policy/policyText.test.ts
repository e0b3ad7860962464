import { beforeEach, describe, expect, it } from 'vitest'
import { addRestApi, countingIds, designSchema } from '../../../model/index.ts'
import { createDesignStore } from '../../store/designStore.ts'
import type { Stores } from '../../store/StoreContext.tsx'
import { createViewStore } from '../../store/viewStore.ts'
import { policyDraftOf, writePolicy } from './policyText.ts'

const empty = designSchema.parse({ format: 'gatewright-design', version: 2, id: 'd', name: 'd' })

function storesOf(): Stores {
  const added = addRestApi(empty, { apiId: 'a', rootResourceId: 'r', name: 'a' })
  if (!added.ok) throw new Error('the API is not added')
  return {
    designStore: createDesignStore(added.value, { now: () => 0, nextId: countingIds() }),
    viewStore: createViewStore(),
    services: {} as Stores['services'], // nothing of it is asked for
  }
}

const apiOf = ({ designStore }: Stores) => {
  const api = designStore.getState().history.present.apis['a']
  if (api?.protocol !== 'REST') throw new Error('the API is gone')
  return api
}

describe('the text of a policy', () => {
  let kept: Map<string, string>
  const place = () => ({
    read: (name: string) => kept.get(name),
    write: (name: string, text: string) => void kept.set(name, text),
  })
  const write = (stores: Stores, text: string) =>
    writePolicy(stores, 'a', text, { label: 'Change resource policy' }, place())
  const draft = (stores: Stores) => policyDraftOf(stores, apiOf(stores), place())

  beforeEach(() => {
    kept = new Map()
  })

  it('goes into the design as it is typed, as long as it is a JSON object', () => {
    const stores = storesOf()
    write(stores, '{ }')
    expect(apiOf(stores).policy).toBe('{ }')
    expect(draft(stores)).toBeUndefined()
  })

  it('that the design refuses is kept to the letter, over a reload too, until it is mended', () => {
    const stores = storesOf()
    write(stores, '{}')
    write(stores, '{,}')
    expect(apiOf(stores).policy).toBe('{}')
    expect(stores.designStore.getState().refusal).toEqual([])
    expect(draft(stores)).toBe('{,}')
    const reloaded = storesOf()
    reloaded.designStore.getState().edit('same', () => ({
      ok: true,
      value: stores.designStore.getState().history.present,
      problems: [],
    }))
    expect(draft(reloaded)).toBe('{,}')
    write(stores, '{ }')
    expect(apiOf(stores).policy).toBe('{ }')
    expect(draft(stores)).toBeUndefined()
  })

  it('gives way where the policy of the design is changed by Undo', () => {
    const stores = storesOf()
    write(stores, '{}')
    write(stores, '{')
    stores.designStore.getState().undo()
    expect(apiOf(stores).policy).toBeUndefined()
    expect(draft(stores)).toBeUndefined()
  })

  it('of blanks alone takes the policy away, and stays in the editor', () => {
    const stores = storesOf()
    write(stores, '{}')
    write(stores, '\n')
    expect(apiOf(stores).policy).toBeUndefined()
    expect(draft(stores)).toBe('\n')
  })
})
