import { petsFunction } from '../../exampleParts.ts'
import type { Rule } from '../../rule.ts'

export const statusPatternForLambda: Rule = {
  title: 'A pattern for statuses is matched on an error message',
  why: 'The answer of a Lambda function is matched on its errorMessage, not on a status: a pattern for a status is never met, and the failure goes to the default response.',
  advice:
    'Write a pattern for the message that the function fails with, such as `Not found.*` or `.*\\[404\\].*`.',
  appliesTo: 'method',
  severity: 'warning',
  bad: {
    methods: {
      'GET /pets': {
        integration: {
          type: 'AWS',
          uri: petsFunction,
          integrationResponses: {
            '200': { statusCode: '200' },
            '500': { statusCode: '500', selectionPattern: '5\\d{2}' },
          },
        },
      },
    },
  },
  good: {
    methods: {
      'GET /pets': {
        integration: {
          type: 'AWS',
          uri: petsFunction,
          integrationResponses: {
            '200': { statusCode: '200' },
            '500': {
              statusCode: '500',
              selectionPattern: '(\\n|.)+',
              responseTemplates: { 'application/json': '{"message": "Try again later."}' },
            },
          },
        },
      },
    },
  },
  check: ({ name, isProxy, isLambda, responses }) =>
    responses.flatMap(({ response: { statusCode, selectionPattern = '' }, at }) => {
      if (isProxy || !isLambda || !isForStatus(selectionPattern)) return []
      return [
        {
          message: `${name}: ${selectionPattern} is matched on the function's errorMessage, not on a status: no failure leads to ${statusCode}.`,
          at: [...at, 'selectionPattern'],
        },
      ]
    }),
}

/** `404`, `4\d{2}`, `5\d\d`, `[45]\d{2}`, `5xx`. */
function isForStatus(pattern: string): boolean {
  return /^\^?(?:[1-5]|\[[1-5-]+\])(?:\d\d|\d|(?:\\d|\[0-9\])(?:\{2\}|\\d|\[0-9\])|xx|\.\.)\$?$/i.test(
    pattern,
  )
}
