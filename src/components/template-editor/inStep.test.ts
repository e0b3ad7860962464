import { describe, expect, it } from 'vitest'
import { keepInStep } from './inStep.ts'

/** A text as an editor has it: a listener is called within every change. */
function editor() {
  let value = ''
  const listeners = new Set<() => void>()
  const setValue = (text: string) => {
    value = text
    for (const listener of listeners) listener()
  }
  return {
    type: (text: string) => setValue(value + text),
    getValue: () => value,
    setValue,
    onDidChangeContent: (listener: () => void) => {
      listeners.add(listener)
      return { dispose: () => void listeners.delete(listener) }
    },
  }
}

function started() {
  const text = editor()
  const reported: string[] = []
  return { text, reported, step: keepInStep(text, (each) => reported.push(each)) }
}

describe('an editor in step with a value outside', () => {
  it('keeps what was typed while an older text was on its way back', () => {
    const { text, step, reported } = started()
    text.type('a')
    text.type('n')
    step.give('a')
    text.type('d')
    step.give('an')
    expect(text.getValue()).toBe('and')
    step.give('and')
    expect(text.getValue()).toBe('and')
    expect(reported).toEqual(['a', 'an', 'and'])
  })

  it('keeps what was typed when texts come back in one', () => {
    const { text, step } = started()
    for (const letter of 'abcd') text.type(letter)
    step.give('abc')
    expect(text.getValue()).toBe('abcd')
  })

  it('takes a text from outside, without reporting it', () => {
    const { text, step, reported } = started()
    text.type('typed')
    step.give('typed')
    step.give('from outside')
    expect([text.getValue(), reported]).toEqual(['from outside', ['typed']])
  })

  it('takes an earlier text from outside once it has come back: an undo', () => {
    const { text, step } = started()
    text.type('a')
    step.give('a')
    text.type('b')
    step.give('ab')
    step.give('a')
    expect(text.getValue()).toBe('a')
    step.give('ab')
    expect(text.getValue()).toBe('ab')
  })

  it('reports a text that equals the value outside, when that is an older one', () => {
    const { text, step, reported } = started()
    step.give('a')
    text.type('b')
    text.setValue('a')
    expect(reported).toEqual(['ab', 'a'])
  })

  it('reports nothing after its end', () => {
    const { text, step, reported } = started()
    step.dispose()
    text.type('a')
    expect(reported).toEqual([])
  })
})
