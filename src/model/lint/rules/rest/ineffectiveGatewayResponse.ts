import type { Rule } from '../../rule.ts'

export const ineffectiveGatewayResponse: Rule = {
  title: 'A gateway response has no effect',
  why: 'A request of more than 10 MB is refused before gateway responses are looked at: what is set for REQUEST_TOO_LARGE is never sent.',
  advice: 'Reset it. Tell callers of the limit in the documentation.',
  appliesTo: 'restApi',
  severity: 'info',
  bad: {
    api: {
      gatewayResponses: {
        REQUEST_TOO_LARGE: { responseType: 'REQUEST_TOO_LARGE', statusCode: '400' },
      },
    },
  },
  good: {
    api: {
      gatewayResponses: {
        BAD_REQUEST_BODY: { responseType: 'BAD_REQUEST_BODY', statusCode: '422' },
      },
    },
  },
  check: ({ api, at }) =>
    api.gatewayResponses.REQUEST_TOO_LARGE
      ? [
          {
            message: 'What is set for REQUEST_TOO_LARGE is never sent.',
            at: [...at, 'gatewayResponses', 'REQUEST_TOO_LARGE'],
          },
        ]
      : [],
}
