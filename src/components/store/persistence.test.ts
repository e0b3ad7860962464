import { describe, expect, it } from 'vitest'
import { countingIds, emptyDesign, renameDesign } from '../../model/index.ts'
import { createDesignStore } from './designStore.ts'
import { startPersistence } from './persistence.ts'
import type { DesignRecord, DesignStorage } from './persistence.ts'

function memoryStorage(records = new Map<string, DesignRecord>()): DesignStorage {
  return {
    list: () => Promise.resolve([...records.values()]),
    read: (id) => Promise.resolve(records.get(id)),
    write: (record) => {
      if ((records.get(record.id)?.revision ?? 0) !== record.revision - 1)
        return Promise.resolve('stale')
      records.set(record.id, record)
      return Promise.resolve('written')
    },
    remove: (id) => {
      records.delete(id)
      return Promise.resolve()
    },
  }
}

function tab(storage: DesignStorage, owned = true) {
  const nextId = countingIds()
  const store = createDesignStore(
    emptyDesign('One', () => 'd1'),
    { now: () => 0, nextId },
  )
  const persistence = startPersistence(store, () => true, {
    storage,
    now: () => 5,
    later: () => () => undefined,
    claim: () => Promise.resolve(owned),
  })
  const rename = (name: string) =>
    store.getState().edit('Rename', (design) => renameDesign(design, { name }))
  return { store, persistence, rename }
}

describe('autosave', () => {
  it('writes a change and opens it again', async () => {
    const storage = memoryStorage()
    const { persistence, rename } = tab(storage)
    rename('Two')
    expect(persistence.saveState.getState().state).toBe('saving')
    await persistence.flush()
    expect(persistence.saveState.getState().state).toBe('saved')
    const opened = await persistence.open('d1')
    expect(opened.ok && opened.value.name).toBe('Two')
  })

  it('refuses to write over what another tab wrote since, and becomes read-only', async () => {
    const records = new Map<string, DesignRecord>()
    const first = tab(memoryStorage(records))
    first.rename('First')
    await first.persistence.flush()
    const kept = records.get('d1')
    if (!kept) throw new Error('written above')
    records.set('d1', { ...kept, revision: 7, name: 'Elsewhere' })
    first.rename('Mine')
    await first.persistence.flush()
    expect(records.get('d1')?.name).toBe('Elsewhere')
    expect(first.store.getState().readOnly).toBe(true)
    expect(first.rename('Again').ok).toBe(false)
  })

  it('is read-only where another tab has the design', async () => {
    const { store, persistence, rename } = tab(memoryStorage(), false)
    rename('Two')
    await persistence.flush()
    expect(store.getState().readOnly).toBe(true)
    expect(persistence.saveState.getState().state).toBe('other-tab')
  })

  it('tells when the storage is full or blocked, and keeps the design in the page', async () => {
    const broken: DesignStorage = {
      ...memoryStorage(),
      write: () => Promise.reject(new Error('QuotaExceededError')),
    }
    const { store, persistence, rename } = tab(broken)
    rename('Two')
    await persistence.flush()
    expect(persistence.saveState.getState()).toMatchObject({ state: 'failed' })
    expect(persistence.saveState.getState().message).toContain('QuotaExceededError')
    expect(store.getState().history.present.name).toBe('Two')
  })
})
