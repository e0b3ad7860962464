import { describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { exportApi, exporters } from '../export/index.ts'
import type { ExporterId } from '../export/index.ts'
import { emptyDesign } from './designs.ts'
import { muteRule, unmuteRule } from './mutedRules.ts'
import { openDesign } from '../saved/open.ts'
import { saveDesign } from '../saved/save.ts'
import type { Design } from '../schema/design.ts'
import type { Result } from '../result.ts'

const design = emptyDesign('one', () => 'd')
const at = ['apis', 'a', 'resources', 'r', 'methods', 'GET']
const valueOf = (result: Result<Design>): Design => {
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value
}

describe('a lint rule that is put aside', () => {
  it('is kept with its place, saved and opened again', () => {
    const muted = valueOf(muteRule(design, { ruleId: 'longTimeout', at }))
    expect(muted.mutedRules).toEqual([{ ruleId: 'longTimeout', at }])
    const opened = openDesign(JSON.parse(saveDesign(muted)))
    expect(valueOf(opened)).toEqual(muted)
  })

  it('is told of again, and nothing of it is left', () => {
    const muted = valueOf(muteRule(design, { ruleId: 'longTimeout' }))
    expect(valueOf(unmuteRule(muted, { ruleId: 'longTimeout' }))).toEqual(design)
  })

  it('takes the place of what was put aside place by place', () => {
    const once = valueOf(muteRule(design, { ruleId: 'longTimeout', at }))
    const other = valueOf(muteRule(once, { ruleId: '__proto__', at }))
    expect(valueOf(muteRule(other, { ruleId: 'longTimeout' })).mutedRules).toEqual([
      { ruleId: '__proto__', at },
      { ruleId: 'longTimeout' },
    ])
  })

  it('is not put aside twice, nor told of where it was not', () => {
    const muted = valueOf(muteRule(design, { ruleId: 'longTimeout' }))
    expect(muteRule(muted, { ruleId: 'longTimeout' }).ok).toBe(false)
    expect(muteRule(muted, { ruleId: 'longTimeout', at }).ok).toBe(false)
    expect(unmuteRule(muted, { ruleId: 'longTimeout', at }).ok).toBe(false)
  })

  const documents = (Object.keys(exporters) as ExporterId[]).filter((id) => id !== 'design')
  it.each(documents)('is nothing that an export as %s has', (id) => {
    const file = new URL('../../../public/examples/pet-store.gatewright.json', import.meta.url)
    const store = valueOf(openDesign(JSON.parse(readFileSync(file, 'utf8'))))
    const muted = valueOf(muteRule(store, { ruleId: 'publicApi' }))
    const [apiId = ''] = Object.keys(store.apis)
    const written = (from: Design) => exportApi(from, id, apiId, { format: 'json' })
    expect(written(muted)).toEqual(written(store))
    expect(written(muted).ok).toBe(true)
  })
})
