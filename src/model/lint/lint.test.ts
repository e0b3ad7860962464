import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { formatAddress } from '../address.ts'
import { openDesign } from '../saved/open.ts'
import type { Design } from '../schema/design.ts'
import { createLinter, fixAll, fixOf, lint, lintAll, ruleIdOf } from './lint.ts'
import type { Rule } from './rule.ts'
import { designOf, inMethod } from './testRule.ts'
import { rules } from './rules/index.ts'

function exampleDesign(name: string): Design {
  const file = new URL(`../../../public/examples/${name}.gatewright.json`, import.meta.url)
  const opened = openDesign(JSON.parse(readFileSync(file, 'utf8')))
  if (!opened.ok) throw new Error(`the example ${name} cannot be opened`)
  return opened.value
}

const twoUndeclared = designOf({
  methods: {
    'GET /pets': { methodResponses: {}, integration: { type: 'MOCK' } },
    'PUT /pets': { methodResponses: {}, integration: { type: 'MOCK' } },
  },
})
const found = (design: Design, ruleId: string) =>
  lint(design).filter((problem) => problem.ruleId === ruleId)

describe('lint', () => {
  it.each([
    ['incomes-and-expenses', ['lint/publicApi /apis/incomesapi']],
    [
      'pet-store',
      [
        'lint/greedyWithoutParent /apis/petstoreapi/resources/photo',
        'lint/publicApi /apis/petstoreapi',
      ],
    ],
  ])('finds nothing but what the example %s means to show', (name, notes) => {
    const problems = lint(exampleDesign(name))
    expect(problems.map(({ code, at }) => `${code} ${formatAddress(at)}`)).toEqual(notes)
  })

  it('has nothing against a sound design', () => {
    expect(lint(designOf({}))).toEqual([])
    expect(lint(designOf({ routes: { 'GET /pets': {} } }))).toEqual([])
  })

  it('tells errors before warnings before notes', () => {
    const design = designOf({
      methods: {
        'GET /pets': { integration: null },
        'PUT /pets': { integration: { uri: 'http://pets.example.com' } },
        'POST /pets': { authorizationType: 'NONE' },
      },
    })
    expect(lint(design).map(({ severity }) => severity)).toEqual(['error', 'warning', 'info'])
  })

  it('finds no rule in a problem of somebody else', () => {
    const problem = { message: '', severity: 'error', at: [] } as const
    for (const code of ['lint/toString', 'lint/unheardOf', 'openapi/unusablePattern']) {
      expect(ruleIdOf({ ...problem, code })).toBeUndefined()
      expect(fixOf({ ...problem, code })).toBeUndefined()
    }
  })

  it('offers no fix where the rule would have to guess', () => {
    const [problem] = found(
      designOf({ methods: { 'GET /pets': { integration: { uri: 'https://example.com/{id}' } } } }),
      'unmappedPathVariable',
    )
    expect(problem && fixOf(problem)).toBeUndefined()
    expect(rules['unmappedPathVariable']?.fix).toBeDefined()
  })

  it('mends one finding and leaves the other', () => {
    const [problem] = found(twoUndeclared, 'undeclaredMethodResponse')
    const fixed = problem && fixOf(problem)?.(twoUndeclared)
    expect(fixed?.ok && found(fixed.value, 'undeclaredMethodResponse').map(({ at }) => at)).toEqual(
      [inMethod('PUT /pets', 'integration', 'integrationResponses', '200')],
    )
  })

  it('refuses to mend what is not there any more', () => {
    const [problem] = found(twoUndeclared, 'undeclaredMethodResponse')
    expect(problem && fixOf(problem)?.(designOf({ methods: { 'GET /dogs': {} } }))).toMatchObject({
      ok: false,
      problems: [{ code: 'lint/gone' }],
    })
  })

  it('mends all findings of a rule, and of that rule only', () => {
    const fixed = fixAll(twoUndeclared, 'undeclaredMethodResponse')
    expect(fixed.ok && found(fixed.value, 'undeclaredMethodResponse')).toEqual([])
    expect(fixAll(twoUndeclared, 'noDefaultResponse')).toMatchObject({ value: twoUndeclared })
  })
})

describe('the list of rules', () => {
  const folder = new URL('rules/', import.meta.url)
  const files = ['general', 'rest', 'http', 'design'].flatMap((name) =>
    readdirSync(new URL(`${name}/`, folder))
      .filter((file) => file !== 'index.ts' && !file.endsWith('.test.ts'))
      .map((file) => file.replace('.ts', '')),
  )

  it('names every file once, under an id that no other folder uses', () => {
    expect(Object.keys(rules).sort()).toEqual(files.sort())
  })
})

describe('every rule', () => {
  const examples = Object.values(rules).flatMap(({ bad, good }) => [bad, good])

  it('does not fail on the examples of the others', () => {
    const failed = examples
      .flatMap((example) => lint(designOf(example)))
      .filter(({ code }) => code === 'lint/rule-failed')
    expect(failed).toEqual([])
  })

  it('does not fail on names that every object has', () => {
    const routes = Object.fromEntries(
      ['constructor', '__proto__', 'toString'].map((name) => [
        `GET /${name}/{${name}}`,
        { authorizationType: 'JWT', authorizerId: name, target: name },
      ]),
    )
    const found = lint(
      designOf({
        routes,
        httpApi: {
          stages: {
            constructor: {
              stageName: 'constructor',
              deploymentId: 'toString',
              routeSettings: { valueOf: { throttlingRateLimit: 1, throttlingBurstLimit: 1 } },
            },
          },
        },
      }),
    )
    expect(found.filter(({ code }) => code === 'lint/rule-failed')).toEqual([])
    expect(found.map(({ code }) => code)).toContain('lint/unknownDeployment')
  })

  it('checks an API with 5,000 routes within seconds', () => {
    const routes = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, i) => [
          `ANY /a${i}/{id}`,
          { integration: { integrationUri: `https://a${i}.example.com/{id}` } },
        ]),
      )
    const found = lint(designOf({ routes: routes(5000) }))
    expect([...new Set(found.map(({ code }) => code))]).toEqual(['lint/routedQuotaNear'])
  }, 5000)
})

describe('a rule that throws', () => {
  const { methodWithoutIntegration } = rules
  const faulty: Rule = {
    title: 'Faulty',
    why: 'It is faulty.',
    advice: 'Correct it.',
    severity: 'error',
    bad: {},
    good: {},
    appliesTo: 'method',
    check: ({ name }) => {
      throw new RangeError(`cannot read ${name}`)
    },
  }
  const design = designOf({
    methods: { 'GET /pets': { integration: null }, 'PUT /pets': { integration: null } },
  })

  it('becomes one problem that names it, and the other rules go on', () => {
    if (!methodWithoutIntegration) throw new Error('there is no rule methodWithoutIntegration')
    const linter = createLinter({ faulty, methodWithoutIntegration })
    const problems = linter(design)
    expect(problems.filter(({ ruleId }) => ruleId === 'faulty')).toEqual([
      {
        code: 'lint/rule-failed',
        message:
          'The lint rule faulty failed, so its findings are incomplete: cannot read GET /pets',
        severity: 'warning',
        at: inMethod('GET /pets'),
        ruleId: 'faulty',
        isFixable: false,
      },
    ])
    const others = createLinter({ methodWithoutIntegration })(design)
    expect(others).toHaveLength(2)
    expect(problems.filter(({ ruleId }) => ruleId !== 'faulty')).toEqual(others)
  })

  it('is reported at the design when it checks the whole design', () => {
    const check = () => {
      throw new Error('no')
    }
    const linter = createLinter({ faulty: { ...faulty, appliesTo: 'design', check } })
    expect(linter(design).map(({ code, at }) => ({ code, at }))).toEqual([
      { code: 'lint/rule-failed', at: [] },
    ])
  })
})

describe('a muted rule', () => {
  const ruleId = 'undeclaredMethodResponse'
  const muting = (...mutedRules: NonNullable<Design['mutedRules']>): Design => ({
    ...twoUndeclared,
    mutedRules,
  })

  it('finds nothing that is told, and what it finds is known', () => {
    const design = muting({ ruleId })
    expect(found(twoUndeclared, ruleId)).toHaveLength(2)
    expect(found(design, ruleId)).toEqual([])
    expect(lintAll(design).muted).toHaveLength(2)
    expect(lint(design)).toHaveLength(lint(twoUndeclared).length - 2)
  })

  it('is muted at its place and below it alone', () => {
    const design = muting({ ruleId, at: [...inMethod('GET /pets')] })
    expect(found(design, ruleId).map(({ message }) => message)).toEqual([
      expect.stringContaining('PUT /pets'),
    ])
  })

  it('is left alone when everything of it is fixed', () => {
    const design = muting({ ruleId })
    expect(fixAll(design, ruleId)).toMatchObject({ ok: true, value: design })
  })
})
