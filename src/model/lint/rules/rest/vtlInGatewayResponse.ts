import { positionOf } from '../../../textPosition.ts'
import type { Rule } from '../../rule.ts'

export const vtlInGatewayResponse: Rule = {
  title: 'A gateway response is written as a mapping template',
  why: 'Templates of gateway responses are no Velocity: variables of $context, $stageVariables and $method.request are put in, everything else is printed as it is written.',
  advice:
    'Use $context.error.messageString and other variables; leave out directives, $input and $util.',
  appliesTo: 'restApi',
  severity: 'warning',
  bad: {
    api: {
      gatewayResponses: {
        THROTTLED: {
          responseType: 'THROTTLED',
          responseTemplates: { 'application/json': '#set($wait = 5){"wait": $wait}' },
        },
      },
    },
  },
  good: {
    api: {
      gatewayResponses: {
        THROTTLED: {
          responseType: 'THROTTLED',
          responseTemplates: { 'application/json': '{"message": $context.error.messageString}' },
        },
      },
    },
  },
  check: ({ api, at }) =>
    Object.values(api.gatewayResponses).flatMap(({ responseType, responseTemplates }) =>
      Object.entries(responseTemplates).flatMap(([contentType, text]) => {
        const match = /\$!?\{?(?:input|util)\.|#\{?(?:set|if|foreach|else|end|macro)\b/.exec(text)
        if (!match) return []
        return [
          {
            message: `The gateway response ${responseType} is no Velocity template: ${match[0]} is printed as it is written.`,
            at: [...at, 'gatewayResponses', responseType, 'responseTemplates', contentType],
            position: positionOf(text, match.index),
          },
        ]
      }),
    ),
}
