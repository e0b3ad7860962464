import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyDesign } from '../operations/designs.ts'
import { openDesign } from './open.ts'
import { saveDesign } from './save.ts'

const example = readFileSync(
  new URL('../../../public/examples/incomes-and-expenses.gatewright.json', import.meta.url),
  'utf8',
)

describe('opening a saved design', () => {
  it('gives back what was saved, to the byte', () => {
    const opened = openDesign(JSON.parse(example))
    expect(opened.ok && saveDesign(opened.value)).toBe(example)
  })

  it('upgrades a design of version 0', () => {
    const opened = openDesign({
      format: 'gatewright-design',
      version: 0,
      id: 'd1',
      name: 'Old',
      apis: [
        {
          protocol: 'REST',
          id: 'a1',
          name: 'api',
          rootResourceId: 'r',
          resources: { r: { id: 'r' } },
        },
      ],
      backends: [{ key: 'http:example.com', kind: 'http', name: 'example.com' }],
      positions: { r: { x: 1, y: 2 } },
    })
    if (!opened.ok) throw new Error(JSON.stringify(opened.problems))
    expect(opened.value.version).toBe(2)
    expect(opened.value.apis['a1']?.name).toBe('api')
    expect(opened.value.backends['http:example.com']?.mode).toBe('canned')
    expect(opened.value.layout.offsets).toEqual({ r: { x: 1, y: 2 } })
  })

  it('upgrades a design of version 1 to what is saved today', () => {
    const old = readFileSync(
      new URL('./fixtures/version-1.gatewright.json', import.meta.url),
      'utf8',
    )
    const opened = openDesign(JSON.parse(old))
    if (!opened.ok) throw new Error(JSON.stringify(opened.problems))
    const saved = JSON.parse(old) as { readonly access: object }
    expect(JSON.parse(saveDesign(opened.value))).toEqual({
      ...saved,
      version: 2,
      access: { ...saved.access, vpcLinksV2: {} },
    })
  })

  it('upgrades HTTP APIs of version 1, and keeps what has no shape', () => {
    const opened = openDesign({
      format: 'gatewright-design',
      version: 1,
      id: 'd1',
      name: 'Old',
      apis: {
        h1: {
          protocol: 'HTTP',
          id: 'h1',
          name: 'orders',
          routes: { r1: { id: 'r1', routeKey: 'GET /orders', target: 'i1' } },
          integrations: { i1: { id: 'i1', integrationType: 'HTTP_PROXY' } },
          stages: { $default: { autoDeploy: true } },
          authorizers: { a1: 'anything' },
        },
      },
    })
    if (!opened.ok) throw new Error(JSON.stringify(opened.problems))
    const api = opened.value.apis['h1']
    expect(api).toMatchObject({
      stages: { $default: { stageName: '$default', autoDeploy: true } },
      authorizers: {},
      retained: { 'gatewright-1': { authorizers: { a1: 'anything' } } },
    })
  })

  it('refuses a newer version and says so', () => {
    const opened = openDesign({ format: 'gatewright-design', version: 99 })
    expect(opened.problems[0]?.message).toMatch(/version 99.*newer/)
  })

  it('says where a design is wrong', () => {
    const opened = openDesign({ ...emptyDesign('x', () => 'd'), apis: { a: { protocol: 'SOAP' } } })
    expect(opened.ok).toBe(false)
    expect(opened.problems[0]?.at.slice(0, 2)).toEqual(['apis', 'a'])
  })

  it('refuses what is nested so deep that walking it would overflow', () => {
    let deep: unknown = 'end'
    for (let i = 0; i < 100_000; i++) deep = { deep }
    const opened = openDesign({ ...emptyDesign('x', () => 'd'), tags: deep })
    expect(opened.problems[0]?.code).toBe('saved/too-deep')
  })

  it('keeps a member named __proto__ from reaching any prototype', () => {
    const text = saveDesign(emptyDesign('x', () => 'd')).replace(
      '"tags": {}',
      '"tags": {"__proto__": {"polluted": "yes"}}',
    )
    openDesign(JSON.parse(text))
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('keeps properties named __proto__, wherever names are free', () => {
    const text = saveDesign(emptyDesign('x', () => 'd')).replace(
      '"tags": {}',
      '"tags": {"__proto__": "a", "b": "c"}',
    )
    const opened = openDesign(JSON.parse(text))
    if (!opened.ok) throw new Error(opened.problems[0]?.message)
    expect(Object.entries(opened.value.tags)).toEqual([
      ['__proto__', 'a'],
      ['b', 'c'],
    ])
    const again = openDesign(JSON.parse(saveDesign(opened.value)))
    expect(again.ok && Object.keys(again.value.tags)).toEqual(['__proto__', 'b'])
  })

  it('names a property __proto__ that is wrong as it is written', () => {
    const text = saveDesign(emptyDesign('x', () => 'd')).replace(
      '"tags": {}',
      '"tags": {"__proto__": 5}',
    )
    expect(openDesign(JSON.parse(text)).problems[0]?.at).toEqual(['tags', '__proto__'])
  })

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        openDesign(value)
        openDesign({ format: 'gatewright-design', version: 2, apis: value })
      }),
    )
  })
})
