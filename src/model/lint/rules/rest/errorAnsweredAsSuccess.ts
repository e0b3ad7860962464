import type { Rule } from '../../rule.ts'

export const errorAnsweredAsSuccess: Rule = {
  title: 'A gateway response turns an error into a success',
  why: 'A gateway response answers when the gateway refuses or fails. With a status from 200 to 299 clients, caches and alarms take that for a good answer.',
  advice: 'Choose a status from 400 on.',
  appliesTo: 'restApi',
  severity: 'warning',
  bad: {
    api: {
      gatewayResponses: { THROTTLED: { responseType: 'THROTTLED', statusCode: '200' } },
    },
  },
  good: {
    api: {
      gatewayResponses: { THROTTLED: { responseType: 'THROTTLED', statusCode: '503' } },
    },
  },
  check: ({ api, at }) =>
    Object.values(api.gatewayResponses)
      .filter(({ statusCode }) => statusCode?.startsWith('2') === true)
      .map(({ responseType, statusCode }) => ({
        message: `The gateway response ${responseType} answers ${statusCode}, as if the call had succeeded.`,
        at: [...at, 'gatewayResponses', responseType, 'statusCode'],
      })),
}
