import { describe, expect, it } from 'vitest'
import { recordTemplate } from '../../simulator/index.ts'
import { lineOf, runTo, stepTo } from './steps.ts'

const template = '#set($n = 0)\n#foreach($i in [1..3])\n$i\n#end\n$n'
const { moments } = recordTemplate(
  { template },
  {
    budget: { steps: 1000, outputCharacters: 1000, milliseconds: 1000 },
    elapsed: () => 0,
  },
)
const named = (index: number) =>
  `${moments[index]?.kind} ${lineOf(template, moments[index]?.from ?? 0)}`

describe('stepping through a template', () => {
  it('goes in, back, and stays inside of the recording', () => {
    expect(named(stepTo('into', moments, 0))).toBe('directive 2')
    expect(stepTo('back', moments, 1)).toBe(0)
    expect(stepTo('back', moments, 0)).toBe(0)
    expect(stepTo('into', moments, moments.length - 1)).toBe(moments.length - 1)
  })

  it('goes over a loop, and over a round to the next round', () => {
    expect(named(stepTo('over', moments, 1))).toBe('reference 5')
    const first = stepTo('into', moments, 1)
    expect(moments[first]?.round?.index).toBe(0)
    expect(moments[stepTo('over', moments, first)]?.round?.index).toBe(1)
  })

  it('goes out of a loop', () => {
    expect(named(stepTo('out', moments, 3))).toBe('reference 5')
    expect(stepTo('out', moments, 0)).toBe(moments.length - 1)
  })

  it('runs to a breakpoint in both directions', () => {
    const inLine3 = ({ from }: { from: number }) => lineOf(template, from) === 3
    const first = runTo(moments, 0, inLine3, 1)
    expect(moments[first]?.became).toBe('1')
    const second = runTo(moments, first, inLine3, 1)
    expect(moments[second]?.became).toBe('2')
    expect(runTo(moments, second, inLine3, -1)).toBe(first)
    expect(runTo(moments, 0, () => false, 1)).toBe(moments.length - 1)
    expect(runTo(moments, 5, () => false, -1)).toBe(0)
  })
})
