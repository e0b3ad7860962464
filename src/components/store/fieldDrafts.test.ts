import { beforeEach, describe, expect, it } from 'vitest'
import {
  addModel,
  addRestApi,
  addResource,
  countingIds,
  emptyDesign,
  removeModel,
  renameModel,
  updateModel,
} from '../../model/index.ts'
import type { Design } from '../../model/index.ts'
import { createDesignStore } from './designStore.ts'
import { memoryDraftRecords } from './draftRecords.ts'
import { createFieldDrafts, draftProblems, invalidDrafts } from './fieldDrafts.ts'
import type { FieldDraft } from './fieldDrafts.ts'

const schemaAt = (name: string) => ['apis', 'a', 'models', name, 'schema']
const order: FieldDraft = {
  at: schemaAt('Order'),
  label: 'Model schema',
  texts: ['{'],
  over: '{}',
  reason: 'Not valid JSON.',
}

function designWithOrder(nextId = countingIds()): Design {
  const model = { name: 'Order', contentType: 'application/json', schema: '{}' }
  const api = addRestApi(emptyDesign('Shop', nextId), {
    apiId: 'a',
    rootResourceId: 'r',
    name: 'shop',
  })
  const modeled = api.ok ? addModel(api.value, { apiId: 'a', model }) : api
  if (!modeled.ok) throw new Error('the model is not added')
  return modeled.value
}

describe('the drafts of fields', () => {
  let kept: Map<string, string>
  let nextId: ReturnType<typeof countingIds>
  beforeEach(() => {
    kept = new Map()
    nextId = countingIds()
  })
  const open = (design: Design) => {
    const designStore = createDesignStore(design, { now: () => 0, nextId })
    const drafts = createFieldDrafts(designStore, memoryDraftRecords(kept))
    const listed = () =>
      Object.values(drafts.getState().drafts).map(({ at, texts }) => [at.join('/'), ...texts])
    return { designStore, drafts, listed, edit: designStore.getState().edit }
  }

  it('are kept over a reload, and dropped with the key of their field', () => {
    const design = designWithOrder()
    const first = open(design)
    first.drafts.getState().put(order)
    const second = open(design)
    expect(second.listed()).toEqual([['apis/a/models/Order/schema', '{']])
    second.drafts.getState().drop(order.at, order.label)
    expect(second.listed()).toEqual([])
    expect(open(design).listed()).toEqual([])
  })

  it('are problems of their fields once they are refused, and not while they are typed', () => {
    const { drafts } = open(designWithOrder())
    const { reason: _reason, ...typing } = order
    drafts.getState().put(typing)
    expect(invalidDrafts(drafts.getState())).toEqual([])
    drafts.getState().put(order)
    expect(draftProblems(invalidDrafts(drafts.getState()))).toEqual([
      {
        code: 'draft/not-valid',
        severity: 'error',
        message: 'Model schema: Not valid JSON.',
        at: order.at,
      },
    ])
  })

  it('that a closed page left in the middle of typing are reported at the next visit', () => {
    const design = designWithOrder()
    const { reason: _reason, ...typing } = order
    open(design).drafts.getState().put(typing)
    const [draft] = invalidDrafts(open(design).drafts.getState())
    expect(draft?.reason).toContain('before the page was closed')
  })

  it('that wait for a button of their form are kept and never reported', () => {
    const design = designWithOrder()
    const { reason: _reason, ...typing } = order
    open(design)
      .drafts.getState()
      .put({ ...typing, awaitsButton: true })
    const again = open(design)
    expect(again.listed()).toHaveLength(1)
    expect(invalidDrafts(again.drafts.getState())).toEqual([])
  })

  it('follow a rename, back with Undo too', () => {
    const { drafts, designStore, listed, edit } = open(designWithOrder())
    drafts.getState().put(order)
    edit('Rename', (design) => renameModel(design, { apiId: 'a', name: 'Order', to: 'Purchase' }))
    expect(listed()).toEqual([['apis/a/models/Purchase/schema', '{']])
    designStore.getState().undo()
    expect(listed()).toEqual([['apis/a/models/Order/schema', '{']])
  })

  it('go with their thing and come back with it, never to another one of the same name', () => {
    const { drafts, designStore, listed, edit } = open(designWithOrder())
    drafts.getState().put(order)
    edit('Delete', (design) => removeModel(design, { apiId: 'a', name: 'Order' }))
    expect(listed()).toEqual([])
    const model = { name: 'Order', contentType: 'application/json', schema: '{}' }
    edit('Add', (design) => addModel(design, { apiId: 'a', model }))
    expect(listed()).toEqual([])
    designStore.getState().undo()
    designStore.getState().undo()
    expect(listed()).toEqual([['apis/a/models/Order/schema', '{']])
  })

  it('stay with the items of a list when one before them is removed', () => {
    const { drafts, listed, edit } = open(designWithOrder())
    const stages = [
      { apiId: 'a', stage: 'one' },
      { apiId: 'a', stage: 'two' },
    ]
    const plan = { id: 'p', name: 'Basic', apiStages: stages, keyIds: [], tags: {} }
    const put = (apiStages: typeof stages) => (design: Design) =>
      ({
        ok: true,
        problems: [],
        value: {
          ...design,
          access: { ...design.access, usagePlans: { p: { ...plan, apiStages } } },
        },
      }) as const
    edit('Add', put(stages))
    const rateAt = (index: string) => [
      'access',
      'usagePlans',
      'p',
      'apiStages',
      index,
      'throttle',
      '/GET',
      'rateLimit',
    ]
    drafts.getState().put({ ...order, at: rateAt('0'), label: 'Rate', texts: ['first'] })
    drafts.getState().put({ ...order, at: rateAt('1'), label: 'Rate', texts: ['second'] })
    edit('Remove', put(stages.slice(1)))
    expect(listed()).toEqual([[rateAt('0').join('/'), 'second']])
  })

  it('stay with their design, and go along with a copy of it', () => {
    const design = designWithOrder()
    const { drafts, designStore, listed } = open(design)
    drafts.getState().put(order)
    designStore.getState().open({ ...designWithOrder(), id: 'other' })
    expect(listed()).toEqual([])
    designStore.getState().open(design)
    expect(listed()).toHaveLength(1)
    designStore.getState().open({ ...design, id: 'copy' })
    expect(listed()).toHaveLength(1)
    expect([...kept.keys()].sort()).toEqual(['copy', design.id].sort())
  })

  it('of a design that is only read here are not written', () => {
    const design = designWithOrder()
    const { drafts, designStore } = open(design)
    designStore.getState().setReadOnly(true)
    drafts.getState().put(order)
    expect(kept.size).toBe(0)
  })

  it('that cannot be kept say so', () => {
    const designStore = createDesignStore(designWithOrder(), { now: () => 0, nextId })
    const full = { ...memoryDraftRecords(), write: () => false }
    const drafts = createFieldDrafts(designStore, full)
    drafts.getState().put(order)
    expect(drafts.getState().isKept).toBe(false)
    expect(invalidDrafts(drafts.getState())).toHaveLength(1)
  })

  it('are not confused by edits elsewhere, nor by records that cannot be read', () => {
    const design = designWithOrder()
    const { drafts, listed, edit } = open(design)
    drafts.getState().put(order)
    edit('Add', (present) =>
      addResource(present, { apiId: 'a', resourceId: 's', parentId: 'r', pathPart: 'orders' }),
    )
    edit('Change', (present) =>
      updateModel(present, { apiId: 'a', name: 'Order', change: { description: 'x' } }),
    )
    expect(listed()).toHaveLength(1)
    for (const text of ['{', '{}', '[1, null, {"at": 5}]', '[{"at": ["apis"], "label": "x"}]']) {
      kept.set(design.id, text)
      expect(open(design).listed()).toEqual([])
    }
  })
})
