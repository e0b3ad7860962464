import { readStatusPattern } from '../../statusPatterns.ts'
import type { Rule } from '../../rule.ts'

export const shadowedPattern: Rule = {
  title: 'An integration response is never chosen',
  why: 'Patterns are tried by status code, and the first that matches wins. A response is dead when its pattern matches no status, when earlier patterns take all that it matches, or when it is a second default.',
  advice: 'Narrow the earlier pattern, correct this one, or remove the response.',
  appliesTo: 'method',
  severity: 'warning',
  bad: {
    methods: {
      'GET /pets': {
        integration: {
          integrationResponses: {
            '200': { statusCode: '200' },
            '400': { statusCode: '400', selectionPattern: '[45]\\d{2}' },
            '502': { statusCode: '502', selectionPattern: '5\\d{2}' },
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
            '400': { statusCode: '400', selectionPattern: '4\\d{2}' },
            '502': { statusCode: '502', selectionPattern: '5\\d{2}' },
          },
        },
      },
    },
  },
  check: ({ name, isProxy, isLambda, responses }) => {
    if (isProxy || responses.length < 1) return []
    const taken = new Set<number>()
    const earlier = new Map<string, string>()
    let isClear = true
    return responses.flatMap(({ response: { statusCode, selectionPattern = '' }, at }) => {
      const twin = earlier.get(selectionPattern)
      earlier.set(selectionPattern, statusCode)
      const place = [...at, 'selectionPattern']
      if (twin !== undefined) {
        const what = selectionPattern === '' ? 'is a default' : 'has the same pattern'
        const message = `${name}: the integration response ${statusCode} is never chosen: ${twin} ${what} and comes first.`
        return [{ message, at: place }]
      }
      // a function's answer is matched on its error message, which can be anything
      if (selectionPattern === '' || isLambda) return []
      const pattern = readStatusPattern(selectionPattern)
      if (pattern.state !== 'read') {
        isClear &&= pattern.state === 'broken'
        return []
      }
      const left = [...pattern.matches].filter((status) => !taken.has(status))
      for (const status of left) taken.add(status)
      if (left.length > 0 || !isClear) return []
      const reason =
        pattern.matches.size === 0
          ? `${selectionPattern} matches no status`
          : `earlier patterns take all that ${selectionPattern} matches`
      return [
        {
          message: `${name}: the integration response ${statusCode} is never chosen: ${reason}.`,
          at: place,
        },
      ]
    })
  },
}
