import { describe, expect, it } from 'vitest'
import type { KeyPress } from './chords.ts'
import { beginsSequence, commandFor } from './dispatch.ts'
import type { KeyPlace } from './dispatch.ts'
import { commands } from './index.ts'

const nowhere: KeyPlace = { isTyping: false, scopes: [], dialog: undefined }

const press = (key: string, modifiers: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...modifiers,
})

const found = (key: KeyPress, place: Partial<KeyPlace> = {}, isMac = false) =>
  commandFor(commands, key, { ...nowhere, ...place }, isMac)?.id

describe('the list of commands', () => {
  it('has every id once', () => {
    const ids = commands.map(({ id }) => id)
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
  })

  it('gives no chord twice in a scope', () => {
    const given = commands.flatMap(({ id, scope = 'anywhere', shortcuts = [] }) =>
      shortcuts.map((chord) => ({ id, chord: `${scope}: ${chord}` })),
    )
    const twice = given.filter(({ chord }, i) => given.findIndex((g) => g.chord === chord) !== i)
    expect(twice).toEqual([])
  })

  it('gives a single character only in a scope, except the one for help', () => {
    const single = commands.filter(
      ({ scope, shortcuts = [] }) =>
        scope === undefined && shortcuts.some((chord) => chord.length === 1 && chord !== '?'),
    )
    expect(single.map(({ id }) => id)).toEqual([])
  })

  it('takes no chord that browsers keep for themselves', () => {
    const kept = ['Mod+W', 'Mod+T', 'Mod+N', 'F11', 'F5', 'F12']
    const chords = commands.flatMap(({ shortcuts = [] }) => shortcuts)
    expect(chords.filter((chord) => kept.includes(chord))).toEqual([])
  })
})

describe('a key that is held down', () => {
  const repeating = commands.filter(({ repeats }) => repeats === true).map(({ id }) => id)

  it('goes on undoing, walking and zooming', () => {
    expect(repeating).toEqual(
      expect.arrayContaining(['edit.undo', 'edit.redo', 'canvas.walk-down', 'canvas.zoom-in']),
    )
  })

  it('deletes, pastes and sends once', () => {
    const once = ['canvas.delete', 'canvas.cut', 'canvas.paste', 'canvas.duplicate', 'test.send']
    expect(commands.map(({ id }) => id)).toEqual(expect.arrayContaining(once))
    expect(repeating.filter((id) => once.includes(id))).toEqual([])
  })
})

describe('a key press', () => {
  it('finds its command anywhere, with Ctrl, and with the command key on a Mac', () => {
    expect(found(press('k', { ctrlKey: true }))).toBe('view.palette')
    expect(found(press('k', { metaKey: true }), {}, true)).toBe('view.palette')
    expect(found(press('k', { ctrlKey: true }), {}, true)).toBeUndefined()
  })

  it('is known by its place where it writes another letter', () => {
    expect(found(press('∫', { altKey: true, code: 'KeyB' }), {}, true)).toBe('view.inspector')
    expect(found(press('я', { ctrlKey: true, code: 'KeyZ' }))).toBe('edit.undo')
    expect(found(press('y', { ctrlKey: true, code: 'KeyZ' }))).toBe('edit.redo')
  })

  it('of one character means nothing while typing', () => {
    expect(found(press('?', { shiftKey: true }))).toBe('help.shortcuts')
    expect(found(press('?', { shiftKey: true }), { isTyping: true })).toBeUndefined()
    expect(found(press('a'), { scopes: ['canvas'], isTyping: true })).toBeUndefined()
  })

  it('with Ctrl works while typing, except what fields do themselves', () => {
    expect(found(press('s', { ctrlKey: true }), { isTyping: true })).toBe('file.save')
    expect(found(press('F6'), { isTyping: true })).toBe('view.next-region')
    expect(found(press('z', { ctrlKey: true }), { isTyping: true })).toBeUndefined()
    expect(found(press('z', { ctrlKey: true }))).toBe('edit.undo')
  })

  it('belongs to the scope with the focus before it belongs to the page', () => {
    expect(found(press('ArrowUp', { altKey: true }))).toBe('test.previous')
    expect(found(press('ArrowUp', { altKey: true }), { scopes: ['canvas'] })).toBe(
      'canvas.nudge-up',
    )
    expect(found(press('t'))).toBeUndefined()
    expect(found(press('t'), { scopes: ['canvas'] })).toBe('canvas.tidy')
  })

  it('means nothing behind a dialog, but closes the one that it opened', () => {
    expect(found(press('s', { ctrlKey: true }), { dialog: 'import' })).toBeUndefined()
    expect(found(press('k', { ctrlKey: true }), { dialog: 'import' })).toBeUndefined()
    expect(found(press('k', { ctrlKey: true }), { dialog: 'palette' })).toBe('view.palette')
  })
})

describe('a sequence', () => {
  it('is two keys after each other, where the scope has the focus', () => {
    const onCanvas = { ...nowhere, scopes: ['canvas'] }
    expect(beginsSequence(commands, press('g'), onCanvas, false)).toBe(true)
    expect(beginsSequence(commands, press('g'), nowhere, false)).toBe(false)
    expect(beginsSequence(commands, press('g'), { ...onCanvas, isTyping: true }, false)).toBe(false)
    expect(found(press('m'), { scopes: ['canvas'], before: 'G' })).toBe('canvas.open-map')
    expect(found(press('m'), { scopes: ['canvas'] })).toBe('canvas.minimap')
  })
})
