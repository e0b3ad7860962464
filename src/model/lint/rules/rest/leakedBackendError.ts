import { petsFunction } from '../../exampleParts.ts'
import type { MethodFacts } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

export const leakedBackendError: Rule = {
  title: 'An error tells what is inside',
  why: 'A failed function answers with its message, the type of the error and a stack trace. Passed on as it is, that tells every caller file names, table names and versions.',
  advice:
    'Write a response template that says what the caller can do, and keep the details in the log.',
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
            '500': { statusCode: '500', selectionPattern: '(\\n|.)+' },
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
  check: leaksOf,
}

const stack = /stackTrace|\$!?\{?input\.(?:body\b|json\(\s*['"]\$['"]\s*\))/

function leaksOf({ name, isProxy, isLambda, responses }: MethodFacts) {
  if (isProxy || !isLambda) return []
  return responses.flatMap(({ response, at, isDefault }) => {
    // a pattern on an errorMessage is only met by a failure
    if (isDefault || !/^[45]/.test(response.statusCode)) return []
    const templates = Object.entries(response.responseTemplates)
    if (templates.length === 0) {
      const message = `${name} answers ${response.statusCode} with all that the failed function says, its stack trace included: there is no response template.`
      return [{ message, at }]
    }
    return templates
      .filter(([, text]) => stack.test(text))
      .map(([contentType]) => ({
        message: `${name} answers ${response.statusCode} with the stack trace of the failed function.`,
        at: [...at, 'responseTemplates', contentType],
      }))
  })
}
