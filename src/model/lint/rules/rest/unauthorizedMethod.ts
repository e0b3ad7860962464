import type { Rule } from '../../rule.ts'

export const unauthorizedMethod: Rule = {
  title: 'A method is open in an API that authorizes',
  why: 'Other methods of the API authorize their callers, and this one takes everybody: easily forgotten when a method is added.',
  advice: 'Choose an authorization, unless the method is meant for everybody, such as a login.',
  severity: 'info',
  bad: {
    methods: { 'GET /pets': {}, 'DELETE /pets': { authorizationType: 'NONE' } },
  },
  good: {
    methods: { 'GET /pets': {}, 'DELETE /pets': { authorizationType: 'AWS_IAM' } },
  },
  check: ({ methods }) => {
    const callable = methods.filter(({ method }) => method.httpMethod !== 'OPTIONS')
    if (callable.every(({ method }) => method.authorizationType === 'NONE')) return []
    return callable
      .filter(({ method }) => method.authorizationType === 'NONE' && !method.apiKeyRequired)
      .map(({ name, at }) => ({
        message: `${name} takes everybody, while other methods of the API authorize their callers.`,
        at: [...at, 'authorizationType'],
      }))
  },
}
