import { describe, expect, it } from 'vitest'
import { countingIds, emptyDesign, fail, ok, updateDesign } from '../../model/index.ts'
import { createDesignStore } from './designStore.ts'
import { editAndTell, notifyEdit } from './editAndTell.ts'
import { createViewStore } from './viewStore.ts'

function open() {
  const nextId = countingIds('id')
  let now = 0
  return {
    designStore: createDesignStore(emptyDesign('Pets', nextId), { now: () => ++now, nextId }),
    viewStore: createViewStore(),
  }
}

type Opened = ReturnType<typeof open>

const describeAs = (stores: Opened, description: string) =>
  editAndTell(stores, 'Describe', (design) => updateDesign(design, { description }), {
    text: 'Described.',
    offersUndo: true,
  })
const described = ({ designStore }: Opened) => designStore.getState().history.present.description
const notices = ({ viewStore }: Opened) => viewStore.getState().notices

describe('a notice with Undo', () => {
  it('takes back its own edit and disappears', () => {
    const stores = open()
    describeAs(stores, 'first')
    notices(stores)[0]?.action?.run()
    expect(described(stores)).toBeUndefined()
    expect(notices(stores)).toEqual([])
  })

  it('disappears with the next edit, and its Undo no longer does anything', () => {
    const stores = open()
    describeAs(stores, 'first')
    const [notice] = notices(stores)
    stores.designStore
      .getState()
      .edit('Describe', (design) => updateDesign(design, { description: 'second' }))
    expect(notices(stores)).toEqual([])
    notice?.action?.run()
    expect(described(stores)).toBe('second')
  })

  it('disappears when its edit is undone in another way', () => {
    const stores = open()
    describeAs(stores, 'first')
    stores.designStore.getState().undo()
    expect(notices(stores)).toEqual([])
  })

  it('disappears when another design is opened', () => {
    const stores = open()
    describeAs(stores, 'first')
    stores.designStore.getState().open(emptyDesign('Other', countingIds('other')))
    expect(notices(stores)).toEqual([])
  })

  it('offers no Undo for an edit that changed nothing', () => {
    const stores = open()
    describeAs(stores, 'first')
    editAndTell(stores, 'Nothing', ok, { text: 'Nothing changed.', offersUndo: true })
    expect(notices(stores).map(({ text, action }) => [text, action !== undefined])).toEqual([
      ['Described.', true],
      ['Nothing changed.', false],
    ])
  })

  it('says why Undo is refused in a tab that became read-only', () => {
    const stores = open()
    describeAs(stores, 'first')
    stores.designStore.getState().setReadOnly(true)
    notices(stores)[0]?.action?.run()
    expect(described(stores)).toBe('first')
    expect(notices(stores).at(-1)).toMatchObject({ type: 'error' })
    expect(notices(stores).at(-1)?.text).toContain('read-only')
  })

  it('of two notices keeps the one whose edit is the newest', () => {
    const stores = open()
    describeAs(stores, 'first')
    const before = stores.designStore.getState().history.present
    stores.designStore
      .getState()
      .edit('Describe', (design) => updateDesign(design, { description: 'second' }))
    notifyEdit(stores, { type: 'info', text: 'Described again.' }, before)
    expect(notices(stores).map(({ text }) => text)).toEqual(['Described again.'])
    notices(stores)[0]?.action?.run()
    expect(described(stores)).toBe('first')
  })
})

describe('a refused edit', () => {
  it('reports the reason and offers no Undo', () => {
    const stores = open()
    const isDone = editAndTell(stores, 'Describe', () => fail('test/refused', 'Not like this.'), {
      text: 'Described.',
      offersUndo: true,
    })
    expect(isDone).toBe(false)
    expect(notices(stores)).toMatchObject([{ type: 'error', text: 'Not like this.' }])
    expect(notices(stores)[0]?.action).toBeUndefined()
  })
})
