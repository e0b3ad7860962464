import { describe, expect, it } from 'vitest'
import { addMethod, addRestApi, emptyDesign, ok } from '../../model/index.ts'
import type { Design, Result } from '../../model/index.ts'
import { createViewStore } from '../store/viewStore.ts'
import { isStep, placeOf, readPlace, viewOfPlace, writePlace } from './location.ts'
import type { Place } from './location.ts'

function ledger(): Design {
  const steps: ((design: Design) => Result<Design>)[] = [
    (design) => addRestApi(design, { apiId: 'a', rootResourceId: 'r', name: 'Incomes' }),
    (design) => addMethod(design, { apiId: 'a', resourceId: 'r', httpMethod: 'GET' }),
  ]
  const result = steps.reduce<Result<Design>>(
    (sofar, step) => (sofar.ok ? step(sofar.value) : sofar),
    ok(emptyDesign('Ledger', () => 'd')),
  )
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value
}

const flow: Place = {
  design: 'd',
  api: 'a',
  method: { resourceId: 'r', httpMethod: 'GET' },
  level: 'flow',
  tab: 'trace',
}

describe('the address of the page', () => {
  it('is read as it was written', () => {
    expect(readPlace(writePlace(flow))).toEqual(flow)
    expect(readPlace(writePlace({ example: 'incomes', level: 'map' }))).toEqual({
      example: 'incomes',
      level: 'map',
    })
  })

  it('is empty on the start page', () => {
    expect(writePlace({ level: 'map' })).toBe('')
    expect(readPlace('')).toEqual({ level: 'map' })
  })

  it('takes nothing from a text that means nothing', () => {
    expect(readPlace('#method=x&tab=nonsense&view=%%%')).toEqual({ level: 'map' })
  })

  it('says what is looked at, and shows that again', () => {
    const entryAt = ['apis', 'a', 'resources', 'r', 'methods', 'GET']
    const view = createViewStore({
      screen: 'designer',
      apiId: 'a',
      entryAt,
      level: 'flow',
      workbenchTab: 'trace',
    }).getState()
    expect(placeOf(view, 'd')).toEqual(flow)
    expect(viewOfPlace(flow, ledger())).toEqual({
      apiId: 'a',
      entryAt,
      selection: entryAt,
      level: 'flow',
      workbenchTab: 'trace',
    })
  })

  it('shows the map where the method is no longer there', () => {
    const gone: Place = { ...flow, method: { resourceId: 'gone', httpMethod: 'GET' } }
    expect(viewOfPlace(gone, ledger())).toEqual({ apiId: 'a', level: 'map', workbenchTab: 'trace' })
  })
})

describe('Back', () => {
  it('takes back going to another level, method of a flow, API or screen', () => {
    expect(isStep(flow, { ...flow, level: 'map' })).toBe(true)
    expect(isStep(flow, { ...flow, method: { resourceId: 'r', httpMethod: 'PUT' } })).toBe(true)
    expect(isStep(flow, { ...flow, api: 'b' })).toBe(true)
    expect(isStep({ level: 'map' }, { design: 'd', level: 'map' })).toBe(true)
    expect(isStep(flow, { ...flow, design: 'other' })).toBe(true)
  })

  it('does not take back tabs, selections on the map, or the first save of an example', () => {
    expect(isStep(flow, { ...flow, tab: 'test' })).toBe(false)
    const map: Place = { ...flow, level: 'map' }
    expect(isStep(map, { ...map, method: { resourceId: 'r', httpMethod: 'PUT' } })).toBe(false)
    const { design: _design, ...rest } = flow
    expect(isStep({ ...rest, example: 'incomes' }, flow)).toBe(false)
  })
})
