import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openDesign, saveDesign } from '../../model/index.ts'
import type { Design } from '../../model/index.ts'
import { createDesignWriter } from './designText.ts'

function example(): Design {
  const path = '../../../public/examples/incomes-and-expenses.gatewright.json'
  const opened = openDesign(JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')))
  if (!opened.ok) throw new Error('the example is a design')
  return opened.value
}

describe('the text of a design', () => {
  it('is the value that saveDesign writes', () => {
    const design = example()
    const { write } = createDesignWriter()
    expect(JSON.parse(write(design))).toEqual(JSON.parse(saveDesign(design)))
  })

  it('is the same for any value that JSON knows', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (tags) => {
        const design = { ...example(), tags } as unknown as Design
        expect(JSON.parse(createDesignWriter().write(design))).toEqual(
          JSON.parse(JSON.stringify(design)),
        )
      }),
      { numRuns: 50 },
    )
  })

  it('is written again only where the design changed', () => {
    const design = example()
    const { write, prepare } = createDesignWriter()
    write(design)
    expect([...prepare(design)]).toHaveLength(0)
    const [apiId = ''] = Object.keys(design.apis)
    const api = design.apis[apiId]
    if (api?.protocol !== 'REST') throw new Error('the example is a REST API')
    const [resourceId = ''] = Object.keys(api.resources)
    const resource = { ...api.resources[resourceId], id: resourceId, methods: {} }
    const changed = {
      ...design,
      apis: { [apiId]: { ...api, resources: { ...api.resources, [resourceId]: resource } } },
    }
    expect([...prepare(changed)]).toHaveLength(1)
  })
})
