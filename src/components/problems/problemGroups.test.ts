import { describe, expect, it } from 'vitest'
import { addMethod, addRestApi, countingIds, emptyDesign } from '../../model/index.ts'
import { lint } from '../../model/lint/index.ts'
import type { Design, Problem } from '../../model/index.ts'
import { filteredRows, firstRows, groupedRows, problemRows, severities } from './problemGroups.ts'
import { problemPlace } from '../shared/problemPlace.ts'

/** An API named `one` with two methods without integrations at its root. */
function unfinished(): Design {
  let design = emptyDesign('Unfinished', countingIds())
  const add = addRestApi(design, { apiId: 'a', rootResourceId: 'r', name: 'one' })
  if (add.ok) design = add.value
  for (const httpMethod of ['GET', 'PUT'] as const) {
    const added = addMethod(design, { apiId: 'a', resourceId: 'r', httpMethod })
    if (added.ok) design = added.value
  }
  return design
}

const design = unfinished()
const imported: Problem = {
  code: 'openapi/unknown-version',
  message: 'The version is not known.',
  severity: 'warning',
  at: ['apis', 'a'],
}
const rows = problemRows(design, [imported, ...lint(design)])
const all = new Set(severities)
const messages = (found: typeof rows) => found.map(({ problem }) => problem.message)

describe('the rows of the problems list', () => {
  it('name the place, and the rule where one found it', () => {
    expect(rows.map(({ place, ruleId }) => [place, ruleId])).toEqual([
      ['API one', undefined],
      ['GET /', 'methodWithoutIntegration'],
      ['PUT /', 'methodWithoutIntegration'],
    ])
  })

  it('are filtered by words of message, place and rule, whatever their letters', () => {
    expect(messages(filteredRows(rows, 'put INTEGRATION', all))).toHaveLength(1)
    expect(messages(filteredRows(rows, 'openapi', all))).toEqual(['The version is not known.'])
    expect(filteredRows(rows, 'nowhere', all)).toEqual([])
    expect(filteredRows(rows, '  ', all)).toEqual(rows)
  })

  it('are filtered by severity', () => {
    expect(filteredRows(rows, '', new Set(['warning']))).toEqual([rows[0]])
    expect(filteredRows(rows, '', new Set())).toEqual([])
  })

  it('stand in groups by severity, worst first, by rule and by place', () => {
    const labels = (grouping: 'severity' | 'rule' | 'place') =>
      groupedRows(rows, grouping).map(({ label, rows: inGroup }) => [label, inGroup.length])
    expect(labels('severity')).toEqual([
      ['Errors', 2],
      ['Warnings', 1],
    ])
    expect(labels('rule')).toEqual([
      ['openapi/unknown-version', 1],
      ['A method has no integration', 2],
    ])
    expect(labels('place')).toEqual([
      ['API one', 1],
      ['GET /', 1],
      ['PUT /', 1],
    ])
  })

  it('are cut where too many would be drawn, and the rest is counted; folded groups keep their heading', () => {
    const groups = groupedRows(rows, 'severity')
    const cut = firstRows(groups, 1, new Set())
    expect(cut.groups.map(({ shown }) => shown.length)).toEqual([1])
    expect(cut.left).toBe(2)
    const folded = firstRows(groups, 1, new Set(['error']))
    expect(folded.groups.map(({ label, shown }) => [label, shown.length])).toEqual([
      ['Errors', 0],
      ['Warnings', 1],
    ])
    expect(folded.left).toBe(0)
  })
})

describe('the place of a problem', () => {
  it.each([
    [['apis', 'a', 'resources', 'r', 'methods', 'GET', 'integration'], 'GET /'],
    [['apis', 'a', 'resources', 'r'], 'Resource /'],
    [['apis', 'a', 'stages', 'dev', 'variables', 'x'], 'Stage dev'],
    [['apis', 'a', 'models', 'Empty'], 'Model Empty'],
    [['apis', 'a', 'authorizers', '__proto__'], 'Authorizer __proto__'],
    [['apis', 'a', 'policy'], 'API one'],
    [['apis', 'gone'], 'Unfinished'],
    [['backends', 'http:pets.example.com'], 'Backend pets.example.com'],
    [['access', 'usagePlans', 'p', 'keyIds'], 'Usage plan p'],
    [[], 'Unfinished'],
  ])('%j is %s', (at, label) => {
    expect(problemPlace(design, at).label).toBe(label)
  })
})
