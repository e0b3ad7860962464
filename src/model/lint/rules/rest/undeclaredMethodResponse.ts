import { putMethodResponse } from '../../../operations/methods.ts'
import { own } from '../../../operations/within.ts'
import { gone, methodAt } from '../../places.ts'
import type { Rule } from '../../rule.ts'

export const undeclaredMethodResponse: Rule = {
  title: 'An integration response leads to an undeclared status',
  why: 'An integration response whose status the method does not declare ends in a 500.',
  advice:
    'Declare a method response with that status; the headers that are mapped belong in it too.',
  appliesTo: 'method',
  severity: 'error',
  bad: {
    methods: {
      'GET /pets': {
        methodResponses: {},
        integration: { type: 'MOCK', integrationResponses: { '200': { statusCode: '200' } } },
      },
    },
  },
  good: {
    methods: {
      'GET /pets': {
        methodResponses: { '200': { statusCode: '200' } },
        integration: { type: 'MOCK', integrationResponses: { '200': { statusCode: '200' } } },
      },
    },
  },
  check: ({ name, method, isProxy, responses }) =>
    responses
      .filter(
        ({ response }) => !isProxy && !Object.hasOwn(method.methodResponses, response.statusCode),
      )
      .map(({ response, at }) => ({
        message: `${name}: the integration response ${response.statusCode} has no method response, so the answer is a 500.`,
        at,
      })),
  fix: (design, { at }) => {
    const found = methodAt(design, at)
    const mapped = own(found?.method.integration?.integrationResponses ?? {}, at.at(-1) ?? '')
    if (!found || !mapped) return gone(at)
    const headers = Object.keys(mapped.responseParameters).map((name) => [name, false] as const)
    return putMethodResponse(design, {
      ...found.ref,
      response: {
        statusCode: mapped.statusCode,
        responseParameters: Object.fromEntries(headers),
        responseModels: {},
      },
    })
  },
}
