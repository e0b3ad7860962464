import { putMethodResponse } from '../../../operations/methods.ts'
import { own } from '../../../operations/within.ts'
import { gone, methodAt } from '../../places.ts'
import type { Rule } from '../../rule.ts'

export const undeclaredResponseHeader: Rule = {
  title: 'A header is mapped that the method response does not declare',
  why: 'The service refuses a mapping to a header that the method response does not declare: the import or the deployment of the API fails with "Invalid mapping expression parameter specified".',
  advice: 'Declare the header in the method response of the same status.',
  appliesTo: 'method',
  severity: 'error',
  bad: {
    methods: {
      'GET /pets': {
        methodResponses: { '200': { statusCode: '200' } },
        integration: {
          type: 'MOCK',
          integrationResponses: {
            '200': {
              statusCode: '200',
              responseParameters: { 'method.response.header.X-Kind': "'pets'" },
            },
          },
        },
      },
    },
  },
  good: {
    methods: {
      'GET /pets': {
        methodResponses: {
          '200': {
            statusCode: '200',
            responseParameters: { 'method.response.header.X-Kind': false },
          },
        },
        integration: {
          type: 'MOCK',
          integrationResponses: {
            '200': {
              statusCode: '200',
              responseParameters: { 'method.response.header.X-Kind': "'pets'" },
            },
          },
        },
      },
    },
  },
  check: ({ name, method, isProxy, responses }) =>
    responses.flatMap(({ response, at }) => {
      const declared = own(method.methodResponses, response.statusCode)
      // where the status is not declared, that is the problem
      if (isProxy || !declared) return []
      return Object.keys(response.responseParameters)
        .filter((target) => !Object.hasOwn(declared.responseParameters, target))
        .map((target) => ({
          message: `${name}: the header ${target.split('.').slice(3).join('.')} is mapped and the method response ${response.statusCode} does not declare it.`,
          at: [...at, 'responseParameters', target],
        }))
    }),
  fix: (design, { at }) => {
    const found = methodAt(design, at)
    const response = own(found?.method.methodResponses ?? {}, at.at(-3) ?? '')
    const target = at.at(-1)
    if (!found || !response || target === undefined) return gone(at)
    return putMethodResponse(design, {
      ...found.ref,
      response: {
        ...response,
        responseParameters: { ...response.responseParameters, [target]: false },
      },
    })
  },
}
