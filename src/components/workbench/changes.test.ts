import { expect, it } from 'vitest'
import { countingIds, emptyDesign, record, redo, startHistory, undo } from '../../model/index.ts'
import type { Design, History } from '../../model/index.ts'
import { changeRows } from './changes.ts'

it('lists every state of a history, newest first, with its distance from the present', () => {
  const design = emptyDesign('d', countingIds())
  const at = (history: History<Design>, label: string, now: number) =>
    record(history, { ...history.present, name: label }, { label, now })
  const history = undo(undo(at(at(at(startHistory(design), 'A', 1), 'B', 2), 'C', 3)))
  expect(changeRows(history).map(({ label, distance }) => [label, distance])).toEqual([
    ['C', -2],
    ['B', -1],
    ['A', 0],
    ['As it was opened', 1],
  ])
  expect(changeRows(redo(history))[1]).toMatchObject({ label: 'B', distance: 0 })
  expect(changeRows(startHistory(design))).toEqual([{ distance: 0, label: 'As it was opened' }])
})
