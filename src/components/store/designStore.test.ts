import { describe, expect, it } from 'vitest'
import { countingIds, emptyDesign, renameDesign } from '../../model/index.ts'
import { createDesignStore } from './designStore.ts'

const start = () =>
  createDesignStore(
    emptyDesign('Ledger', () => 'd'),
    { now: () => 0, nextId: countingIds() },
  )

describe('the design store', () => {
  it('undoes and redoes an edit', () => {
    const store = start()
    store.getState().edit('Rename', (design) => renameDesign(design, { name: 'Books' }))
    store.getState().undo()
    expect(store.getState().history.present.name).toBe('Ledger')
    store.getState().redo()
    expect(store.getState().history.present.name).toBe('Books')
  })

  it('keeps why an edit was refused, until it is dismissed', () => {
    const store = start()
    const result = store.getState().edit('Rename', (design) => renameDesign(design, { name: '' }))
    expect(result.ok).toBe(false)
    expect(store.getState().refusal[0]?.code).toBe('design/name-blank')
    store.getState().dismissRefusal()
    expect(store.getState().refusal).toEqual([])
  })

  it('refuses edits, undo and redo while it is read-only', () => {
    const store = start()
    store.getState().edit('Rename', (design) => renameDesign(design, { name: 'Books' }))
    store.getState().setReadOnly(true)
    const result = store.getState().edit('Rename', (design) => renameDesign(design, { name: 'No' }))
    expect(result.problems[0]?.code).toBe('design/read-only')
    store.getState().undo()
    expect(store.getState().history.present.name).toBe('Books')
    expect(store.getState().refusal[0]?.code).toBe('design/read-only')
  })
})
