import { errorsForAllOrigins, mockForAllOrigins } from '../../exampleParts.ts'
import { putIntegrationResponse } from '../../../operations/integrations.ts'
import { putMethodResponse } from '../../../operations/methods.ts'
import { own } from '../../../operations/within.ts'
import type { MethodFacts } from '../../facts.ts'
import { readRestApi } from '../../readFacts/rest.ts'
import { apiAt, gone, methodAt } from '../../places.ts'
import { mappedHeader } from '../../preflights.ts'
import type { Rule } from '../../rule.ts'

export const answerWithoutCors: Rule = {
  title: 'An answer is hidden from the page that asked for it',
  why: 'The preflight of the resource lets other origins call, but this answer has no Access-Control-Allow-Origin: the browser makes the call and keeps the answer from the page.',
  advice: 'Map the header in every integration response of the method.',
  appliesTo: 'restApi',
  severity: 'warning',
  bad: {
    methods: {
      'GET /pets': { integration: { type: 'MOCK' } },
      'OPTIONS /pets': {
        integration: mockForAllOrigins,
      },
    },
  },
  good: {
    methods: {
      'GET /pets': {
        integration: mockForAllOrigins,
      },
      'OPTIONS /pets': {
        integration: mockForAllOrigins,
      },
    },
    api: {
      gatewayResponses: errorsForAllOrigins,
    },
  },
  check: ({ methods, preflights }) =>
    methods.flatMap((method) =>
      preflights.has(method.resource.id) && method.method.httpMethod !== 'OPTIONS'
        ? answersWithout(method)
        : [],
    ),
  fix: (design, { at }) => {
    const api = apiAt(design, at)
    const found = methodAt(design, at)
    const response = own(found?.method.integration?.integrationResponses ?? {}, at.at(-1) ?? '')
    const origin = api && readRestApi(api, design).preflights.get(at[3] ?? '')?.allowOrigin
    if (!found || !response || origin === undefined) return gone(at)
    const { statusCode } = response
    const declared = own(found.method.methodResponses, statusCode)
    const withDeclared = putMethodResponse(design, {
      ...found.ref,
      response: {
        responseModels: {},
        ...declared,
        statusCode,
        responseParameters: { ...declared?.responseParameters, [header]: false },
      },
    })
    if (!withDeclared.ok) return withDeclared
    return putIntegrationResponse(withDeclared.value, {
      ...found.ref,
      response: {
        ...response,
        responseParameters: { ...response.responseParameters, [header]: origin },
      },
    })
  },
}

const header = 'method.response.header.Access-Control-Allow-Origin'

function answersWithout({ name, isProxy, responses }: MethodFacts) {
  if (isProxy) return []
  return responses
    .filter(
      ({ response }) =>
        !mappedHeader(
          response.responseParameters,
          'method.response.header',
          'Access-Control-Allow-Origin',
        ) &&
        !Object.values(response.responseTemplates).some((text) =>
          /responseOverride\.header[\s\S]{0,40}Access-Control-Allow-Origin/i.test(text),
        ),
    )
    .map(({ response, at }) => ({
      message: `${name}: the answer ${response.statusCode} has no Access-Control-Allow-Origin, so browsers hide it from pages of other origins.`,
      at,
    }))
}
