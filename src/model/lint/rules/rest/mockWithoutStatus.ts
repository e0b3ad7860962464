import type { Rule } from '../../rule.ts'

export const mockWithoutStatus: Rule = {
  title: 'A mock does not say its status',
  why: 'The request template of a MOCK integration has to yield an object with a whole number as statusCode. Without it every call ends in a 500.',
  advice: 'Write {"statusCode": 200} into the template.',
  appliesTo: 'method',
  severity: 'error',
  bad: {
    methods: {
      'GET /pets': {
        integration: { type: 'MOCK', requestTemplates: { 'application/json': '{"status": 200}' } },
      },
    },
  },
  good: {
    methods: {
      'GET /pets': {
        integration: {
          type: 'MOCK',
          requestTemplates: { 'application/json': '{"statusCode": 200}' },
        },
      },
    },
  },
  check: ({ templates }) =>
    templates.flatMap(({ text, at, owner, response, contentType }) => {
      if (response || owner.integration?.type !== 'MOCK') return []
      const isText = /["']?statusCode["']?\s*:\s*["']/.test(text)
      // another expression may print the name
      if (!isText && (text.includes('statusCode') || /\$[!{\w]/.test(text))) return []
      const message = isText
        ? `${owner.name}: the template for ${contentType} gives statusCode as a text, so the answer is a 500: it has to be a number.`
        : `${owner.name}: the template for ${contentType} gives no statusCode, so the answer is a 500.`
      return [{ message, at }]
    }),
}
