import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openDesign } from '../saved/open.ts'
import { restApi } from '../schema/restApi.ts'
import { emptyDesign } from '../operations/designs.ts'
import type { Design } from '../schema/design.ts'
import { fixOf, lint } from './lint.ts'

function designWith(method: object, api: object = {}): Design {
  return {
    ...emptyDesign('d', () => 'd'),
    apis: {
      a: restApi.parse({
        protocol: 'REST',
        id: 'a',
        name: 'a',
        rootResourceId: 'r',
        resources: { r: { id: 'r', methods: { GET: { httpMethod: 'GET', ...method } } } },
        ...api,
      }),
    },
  }
}

const http = { type: 'HTTP', httpMethod: 'GET', uri: 'https://example.com' }
const response = { '200': { statusCode: '200' } }
const good = { integration: { ...http, integrationResponses: response }, methodResponses: response }
const codes = (design: Design) => lint(design).map(({ code }) => code)

describe('lint', () => {
  it.each(['incomes-and-expenses', 'pet-store'])('finds nothing in the example %s', (name) => {
    const text = readFileSync(
      new URL(`../../../public/examples/${name}.gatewright.json`, import.meta.url),
      'utf8',
    )
    const opened = openDesign(JSON.parse(text))
    expect(opened.ok && lint(opened.value)).toEqual([])
  })

  it.each([
    ['methodWithoutIntegration', designWith({})],
    [
      'undeclaredMethodResponse',
      designWith({ integration: { ...http, integrationResponses: response } }),
    ],
    ['noDefaultResponse', designWith({ ...good, integration: http })],
    [
      'unusablePattern',
      designWith({
        ...good,
        integration: {
          ...http,
          integrationResponses: { '200': { statusCode: '200', selectionPattern: '(' } },
        },
      }),
    ],
    [
      'unmappedPathVariable',
      designWith({
        ...good,
        integration: { ...good.integration, uri: 'https://example.com/{id}' },
      }),
    ],
    [
      'undeclaredRequestParameter',
      designWith({
        ...good,
        integration: {
          ...good.integration,
          requestParameters: { 'integration.request.header.a': 'method.request.header.a' },
        },
      }),
    ],
    [
      'undeclaredResponseHeader',
      designWith({
        ...good,
        integration: {
          ...http,
          integrationResponses: {
            '200': { statusCode: '200', responseParameters: { 'method.response.header.a': "'b'" } },
          },
        },
      }),
    ],
    ['modelNotJson', designWith(good, { models: { M: { name: 'M', schema: '{' } } })],
    [
      'unknownStageVariable',
      designWith(
        { ...good, integration: { ...good.integration, uri: 'https://${stageVariables.host}/' } },
        { stages: { dev: { stageName: 'dev' } } },
      ),
    ],
  ])('%s is found in a design that has it and not in a good one', (id, bad) => {
    expect(codes(bad)).toContain(`lint/${id}`)
    expect(codes(designWith(good))).toEqual([])
  })

  it('mends an undeclared method response', () => {
    const bad = designWith({ integration: { ...http, integrationResponses: response } })
    const problem = lint(bad).find(({ code }) => code === 'lint/undeclaredMethodResponse')
    const fixed = problem && fixOf(problem)?.(bad)
    expect(fixed?.ok && codes(fixed.value)).toEqual([])
  })
})
