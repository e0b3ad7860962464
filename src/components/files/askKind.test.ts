import { describe, expect, it } from 'vitest'
import { fail } from '../../model/index.ts'
import { createViewStore } from '../store/viewStore.ts'
import { askKind } from './askKind.ts'

const unread = fail('document/unknown', 'It cannot be read.')
const readings = { REST: unread, HTTP: unread }

describe('the question for the kind of API', () => {
  it('is open until it is answered', async () => {
    const viewStore = createViewStore()
    const asked = askKind({ viewStore }, 'a.json', readings)
    expect(viewStore.getState().dialog).toBe('api-kind')
    viewStore.getState().kindQuestion?.answer('HTTP')
    expect(await asked).toBe('HTTP')
    expect(viewStore.getState().dialog).toBeUndefined()
    expect(viewStore.getState().kindQuestion).toBeUndefined()
  })

  it('is cancelled by the question for a later document', async () => {
    const viewStore = createViewStore()
    const first = askKind({ viewStore }, 'a.json', readings)
    const second = askKind({ viewStore }, 'b.json', readings)
    expect(await first).toBeUndefined()
    expect(viewStore.getState().dialog).toBe('api-kind')
    expect(viewStore.getState().kindQuestion?.source).toBe('b.json')
    viewStore.getState().kindQuestion?.answer('REST')
    expect(await second).toBe('REST')
  })
})
