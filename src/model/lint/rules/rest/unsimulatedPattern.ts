import { readStatusPattern } from '../../statusPatterns.ts'
import type { Rule } from '../../rule.ts'

export const unsimulatedPattern: Rule = {
  title: 'A selection pattern is beyond the simulator',
  why: 'The service reads patterns as Java does, with looking around and references back. The simulator matches in linear time and leaves these out: here such a pattern matches nothing.',
  advice:
    'Nothing has to be done for the service. To simulate the method, write the pattern without looking around: `[45]\\d{2}` for `(?!2)\\d{3}`.',
  appliesTo: 'method',
  severity: 'info',
  bad: {
    methods: {
      'GET /pets': {
        integration: {
          integrationResponses: {
            '200': { statusCode: '200' },
            '502': { statusCode: '502', selectionPattern: '(?!200)\\d{3}' },
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
            '502': { statusCode: '502', selectionPattern: '[345]\\d{2}' },
          },
        },
      },
    },
  },
  check: ({ name, isProxy, responses }) =>
    responses.flatMap(({ response: { statusCode, selectionPattern }, at, isDefault }) => {
      if (isProxy || isDefault || selectionPattern === undefined) return []
      if (readStatusPattern(selectionPattern).state !== 'beyond') return []
      return [
        {
          message: `${name}: the selection pattern of ${statusCode} looks around or back, which the simulator does not do: it matches nothing here.`,
          at: [...at, 'selectionPattern'],
        },
      ]
    }),
}
