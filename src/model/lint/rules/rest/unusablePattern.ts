import { readStatusPattern } from '../../statusPatterns.ts'
import type { Rule } from '../../rule.ts'

export const unusablePattern: Rule = {
  title: 'A selection pattern is no regular expression',
  why: 'A selection pattern is a Java regular expression. One that cannot be read matches nothing, so its response is never chosen.',
  advice: 'Mend the expression: close its brackets, escape what is meant literally.',
  appliesTo: 'method',
  severity: 'error',
  bad: {
    methods: {
      'GET /pets': {
        integration: {
          integrationResponses: {
            '200': { statusCode: '200' },
            '400': { statusCode: '400', selectionPattern: '4(0' },
            '502': { statusCode: '502', selectionPattern: '[45]\\d{2}' },
          },
        },
      },
    },
  },
  good: {
    methods: {
      'GET /pets': {
        integration: {
          integrationResponses: {
            '200': { statusCode: '200' },
            '400': { statusCode: '400', selectionPattern: '40[04]' },
            '502': { statusCode: '502', selectionPattern: '[45]\\d{2}' },
          },
        },
      },
    },
  },
  check: ({ name, isProxy, responses }) =>
    responses.flatMap(({ response: { statusCode, selectionPattern }, at, isDefault }) => {
      if (isProxy || isDefault || selectionPattern === undefined) return []
      const pattern = readStatusPattern(selectionPattern)
      if (pattern.state !== 'broken') return []
      return [
        {
          message: `${name}: the selection pattern of ${statusCode} cannot be used: ${pattern.reason}.`,
          at: [...at, 'selectionPattern'],
        },
      ]
    }),
}
