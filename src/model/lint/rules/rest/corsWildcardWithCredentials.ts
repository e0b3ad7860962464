import { literalOf, mappedHeader } from '../../preflights.ts'
import type { Rule } from '../../rule.ts'

export const corsWildcardWithCredentials: Rule = {
  title: 'Every origin is allowed to send credentials',
  why: 'Browsers refuse an answer that allows credentials to the origin `*`: they want the origin by name.',
  advice: 'Name the origin, or do not allow credentials.',
  appliesTo: 'restApi',
  severity: 'error',
  bad: {
    methods: {
      'GET /pets': {
        integration: {
          type: 'MOCK',
          integrationResponses: {
            '200': {
              statusCode: '200',
              responseParameters: {
                'method.response.header.Access-Control-Allow-Origin': "'*'",
                'method.response.header.Access-Control-Allow-Credentials': "'true'",
              },
            },
          },
        },
      },
    },
  },
  good: {
    methods: {
      'GET /pets': {
        integration: {
          type: 'MOCK',
          integrationResponses: {
            '200': {
              statusCode: '200',
              responseParameters: {
                'method.response.header.Access-Control-Allow-Origin': "'https://app.example.com'",
                'method.response.header.Access-Control-Allow-Credentials': "'true'",
              },
            },
          },
        },
      },
    },
  },
  check: ({ api, at: apiPlace, methods }) => {
    const answers = [
      ...methods.flatMap(({ name, isProxy, responses }) =>
        isProxy
          ? []
          : responses.map(({ response, at }) => ({
              who: `${name} answers ${response.statusCode} and`,
              parameters: response.responseParameters,
              prefix: 'method.response.header',
              at,
            })),
      ),
      ...Object.values(api.gatewayResponses).map(({ responseType, responseParameters }) => ({
        who: `The gateway response ${responseType}`,
        parameters: responseParameters,
        prefix: 'gatewayresponse.header',
        at: [...apiPlace, 'gatewayResponses', responseType],
      })),
    ]
    return answers.flatMap(({ who, parameters, prefix, at }) => {
      if (Object.keys(parameters).length < 2) return []
      const origin = mappedHeader(parameters, prefix, 'Access-Control-Allow-Origin')
      const credentials = mappedHeader(parameters, prefix, 'Access-Control-Allow-Credentials')
      if (!origin || literalOf(origin[1]) !== '*') return []
      if (!credentials || literalOf(credentials[1]) !== 'true') return []
      return [
        {
          message: `${who} allows credentials to the origin *, which browsers refuse.`,
          at: [...at, 'responseParameters', origin[0]],
        },
      ]
    })
  },
}
