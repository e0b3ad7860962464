import { describe, expect, it } from 'vitest'
import { addRestApi, emptyDesign } from '../../model/index.ts'
import { keepPreferences, keepView, readPreferences, recallView } from './preferences.ts'
import type { TextPlace } from './preferences.ts'
import { createViewStore } from './viewStore.ts'

function testPlace(): TextPlace & { readonly texts: Map<string, string> } {
  const texts = new Map<string, string>()
  return {
    texts,
    read: (name) => texts.get(name),
    write: (name, text) => void texts.set(name, text),
  }
}

describe('preferences', () => {
  it('are found again at the next visit', () => {
    const place = testPlace()
    const store = createViewStore(readPreferences(place, 900))
    keepPreferences(place, store)
    const { regions, change } = store.getState()
    change({
      theme: 'dark',
      density: 'comfortable',
      regions: { ...regions, navigator: { open: false, size: 300 } },
    })
    const next = readPreferences(place, 900)
    expect(next).toMatchObject({ theme: 'dark', density: 'comfortable' })
    expect(next.regions?.navigator).toEqual({ open: false, size: 300 })
  })

  it.each(['', '{', 'null', '[]', '{"regions": 7, "theme": "pink"}'])(
    'that make no sense (%s) are the usual ones',
    (text) => {
      const place = testPlace()
      place.write('preferences', text)
      expect(readPreferences(place, 900)).toEqual(readPreferences(testPlace(), 900))
    },
  )

  it('keep a region between its least and its greatest size', () => {
    const place = testPlace()
    place.write('preferences', '{"regions": {"inspector": {"open": true, "size": 99999}}}')
    expect(readPreferences(place, 900).regions?.inspector.size).toBe(720)
  })
})

describe('what was looked at in a design', () => {
  const made = addRestApi(
    emptyDesign('Ledger', () => 'd'),
    {
      apiId: 'a',
      rootResourceId: 'r',
      name: 'Incomes',
    },
  )
  if (!made.ok) throw new Error('the API is made')
  const design = made.value

  it('is found again', () => {
    const place = testPlace()
    const view = { ...recallView(place, design), selection: ['apis', 'a', 'resources', 'r'] }
    keepView(place, 'd', view)
    expect(recallView(place, design).selection).toEqual(['apis', 'a', 'resources', 'r'])
  })

  it('is the first API where that is gone', () => {
    const place = testPlace()
    const view = { ...recallView(place, design), apiId: 'x', selection: ['apis', 'x'] }
    keepView(place, 'd', view)
    expect(recallView(place, design)).toMatchObject({ apiId: 'a', selection: ['apis', 'a'] })
  })
})
