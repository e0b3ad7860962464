import { beforeEach, describe, expect, it } from 'vitest'
import { addRestApi, countingIds, designSchema } from '../../model/index.ts'
import type { Design } from '../../model/index.ts'
import { createClockStore } from './clockStore.ts'
import { createIssuerHosts } from './issuerHosts.ts'
import { createNextFrame } from './nextFrame.ts'
import { createRequestDrafts } from './requestDrafts.ts'
import { createDesignStore } from './designStore.ts'
import { memoryDraftRecords } from './draftRecords.ts'
import { createFieldDrafts } from './fieldDrafts.ts'
import type { Stores } from './StoreContext.tsx'
import { createViewStore } from './viewStore.ts'
import { policyDraftOf, writePolicy } from './policyText.ts'

const empty = designSchema.parse({ format: 'gatewright-design', version: 2, id: 'd', name: 'd' })

function storesOf(kept: Map<string, string>, design?: Design): Stores {
  const added = addRestApi(empty, { apiId: 'a', rootResourceId: 'r', name: 'a' })
  if (!added.ok) throw new Error('the API is not added')
  const designStore = createDesignStore(design ?? added.value, {
    now: () => 0,
    nextId: countingIds(),
  })
  return {
    designStore,
    viewStore: createViewStore(),
    clockStore: createClockStore(() => 0),
    requestDrafts: createRequestDrafts(),
    issuerHosts: createIssuerHosts(),
    nextFrame: createNextFrame(),
    fieldDrafts: createFieldDrafts(designStore, memoryDraftRecords(kept)),
    services: {} as Stores['services'], // nothing of it is asked for
  }
}

const apiOf = ({ designStore }: Stores) => {
  const api = designStore.getState().history.present.apis['a']
  if (api?.protocol !== 'REST') throw new Error('the API is gone')
  return api
}

/** A policy, told from others by its Sid. */
const policyOf = (Sid: string) =>
  JSON.stringify({
    Statement: [
      { Sid, Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: '*' },
    ],
  })
const [first, second] = [policyOf('A'), policyOf('B')]

describe('the text of a policy', () => {
  let kept: Map<string, string>
  const write = (stores: Stores, text: string) =>
    writePolicy(stores, 'a', text, { label: 'Change resource policy' })
  const draft = (stores: Stores) => policyDraftOf(stores, apiOf(stores))

  beforeEach(() => {
    kept = new Map()
  })

  it('goes into the design as it is typed, as long as it is a policy', () => {
    const stores = storesOf(kept)
    write(stores, second)
    expect(apiOf(stores).policy).toBe(second)
    expect(draft(stores)).toBeUndefined()
  })

  it('that the design refuses is kept to the letter, over a reload too, until it is mended', () => {
    const stores = storesOf(kept)
    write(stores, first)
    write(stores, '{,}')
    write(stores, '{}')
    expect(apiOf(stores).policy).toBe(first)
    expect(stores.designStore.getState().refusal).toEqual([])
    expect(draft(stores)).toBe('{}')
    const reloaded = storesOf(kept, stores.designStore.getState().history.present)
    expect(draft(reloaded)).toBe('{}')
    write(stores, second)
    expect(apiOf(stores).policy).toBe(second)
    expect(draft(stores)).toBeUndefined()
  })

  it('gives way where the policy of the design is changed by Undo', () => {
    const stores = storesOf(kept)
    write(stores, first)
    write(stores, '{')
    stores.designStore.getState().undo()
    expect(apiOf(stores).policy).toBeUndefined()
    expect(draft(stores)).toBeUndefined()
  })

  it('of blanks alone takes the policy away, and stays in the editor', () => {
    const stores = storesOf(kept)
    write(stores, first)
    write(stores, '\n')
    expect(apiOf(stores).policy).toBeUndefined()
    expect(draft(stores)).toBe('\n')
  })
})
