import { describe, expect, it } from 'vitest'
import { renderTemplate } from '../context/index.ts'
import type { Profile } from './index.ts'

const environment = {
  budget: { steps: 100_000, outputCharacters: 100_000, milliseconds: 10_000 },
  elapsed: () => 0,
}

function run(template: string, profile: Profile = 'aws', body = '{}'): string {
  const rendered = renderTemplate({ template, profile, body }, environment)
  return rendered.ok ? rendered.output : `error: ${rendered.problem.kind}`
}

// What the real engine (Apache Velocity 1.7 on Java 17) answered where this one once differed.
const answers: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
  'text that looks like a reference or a directive': [
    ['$t.s$[', 'error: parse', 'error: parse'],
    ['$$[[', 'error: parse', 'error: parse'],
    ['$t.t$.m', '', '$t.t.m'],
    ['$t.h(.t', '(.t', '$t.h(.t'],
    ['$v.g( ', 'error: parse', 'error: parse'],
    ['#@(', 'error: parse', 'error: parse'],
    ['#endt', '#endt', '#endt'],
    ['#else4', '#else4', '#else4'],
    ['#if(\\$l)#end', '', ''],
    ['$!', 'error: parse', 'error: parse'],
    ['$##', '$', '$'],
    ['#*', 'error: parse', 'error: parse'],
  ],
  'backslashes before signs': [
    ['#\\\\', '\\\\', '\\\\'],
    ['#\\#a', '\\#a', '\\#a'],
    ['\\\\', '\\\\', '\\\\'],
    ['\\$$)', '\\$)', '\\$)'],
    ['$\\!V', '', '$!V'],
  ],
  booleans: [
    [
      '#set($v=true)$v.logicalXor(true,true) $v.valueOf("") $v.compare(true,false)',
      'false false 1',
      'false false 1',
    ],
  ],
  'the built-ins': [
    ['$input.json()', '', '$input.json()'],
    ['$input.path(a)', 'error: render', 'error: render'],
    ['$util.urlDecode(5)', '', '$util.urlDecode(5)'],
    ["$util.parseJson('y')", '', "$util.parseJson('y')"],
    ["$util.parseJson('{a: 1}')", '', "$util.parseJson('{a: 1}')"],
  ],
}

describe('the lexing of templates', () => {
  for (const [what, cases] of Object.entries(answers)) {
    it(`answers as the real engine does: ${what}`, () => {
      const given = cases.map(([template]) => [template, run(template), run(template, 'plain')])
      expect(given).toEqual(cases)
    })
  }

  it('prints a list of the body with its slashes escaped, and JSON without', () => {
    const template = "$input.path('$.l') $input.json('$.l')"
    expect(run(template, 'aws', '{"l": ["a/b"]}')).toBe('["a\\/b"] ["a/b"]')
  })
})
