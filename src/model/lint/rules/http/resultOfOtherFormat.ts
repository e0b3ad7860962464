import { own } from '../../../operations/within.ts'
import type { Json } from '../../../schema/json.ts'
import type { CannedAnswer } from '../../../schema/backend.ts'
import type { Rule } from '../../rule.ts'

const listPets = (result: Json) => ({
  'lambda:pets': {
    key: 'lambda:pets',
    name: 'pets',
    kind: 'lambda',
    answer: { lambda: { result } },
  },
})
const formatOne = { integrationType: 'AWS_PROXY', payloadFormatVersion: '1.0' } as const

export const resultOfOtherFormat: Rule = {
  title: 'A function returns the result of another payload format',
  why: 'With the payload format 1.0 a function must return an object with a statusCode; the service answers anything else with 500. With 2.0 any JSON is a response, but multiValueHeaders are not read; cookies are read with 2.0 alone.',
  advice: 'Choose the payload format that the function was written for, or change its result.',
  source: 'API Gateway developer guide, Create AWS Lambda proxy integrations for HTTP APIs',
  appliesTo: 'httpApi',
  severity: 'warning',
  bad: {
    routes: { 'GET /pets': { integration: formatOne } },
    backends: listPets([{ name: 'Rex' }]),
  },
  good: {
    routes: { 'GET /pets': { integration: formatOne } },
    backends: listPets({ statusCode: 200, body: '[{"name": "Rex"}]' }),
  },
  check: ({ integrations, design }) =>
    integrations.flatMap(({ integration, name, at, isLambda, backendKey = '' }) => {
      const backend = isLambda ? own(design.backends, backendKey) : undefined
      const version = integration.payloadFormatVersion
      if (!backend || version === undefined) return []
      const answers = [backend.answer, ...(backend.cases ?? []).map(({ answer }) => answer)]
      const [fault] = answers.flatMap((answer) => {
        const result = resultOf(answer)
        const found = result === undefined ? undefined : faults[version](result)
        return found === undefined ? [] : [found]
      })
      if (fault === undefined) return []
      const message = `${name} has the payload format ${version}, but the canned response of the function ${backend.name} ${fault}.`
      return [{ message, at: [...at, 'payloadFormatVersion'] }]
    }),
}

/** The result that a function returns; `undefined` for an error, or for a response that is not given as a result. */
function resultOf(answer: CannedAnswer | undefined): Json | undefined {
  if (!answer || !('lambda' in answer)) return undefined
  return 'result' in answer.lambda ? answer.lambda.result : undefined
}

/** What is wrong with a result for each payload format, to end a sentence with; `undefined` for a result that fits. */
const faults = {
  '1.0': (result) => {
    const fields = fieldsOf(result)
    if (!fields || own(fields, 'statusCode') === undefined) return 'has no statusCode'
    return own(fields, 'cookies') === undefined ? undefined : 'has cookies, which only 2.0 reads'
  },
  '2.0': (result) => {
    const fields = fieldsOf(result)
    const isProxyResult = fields !== undefined && own(fields, 'statusCode') !== undefined
    return isProxyResult && own(fields, 'multiValueHeaders') !== undefined
      ? 'has multiValueHeaders, which only 1.0 reads'
      : undefined
  },
} satisfies Readonly<Record<'1.0' | '2.0', (result: Json) => string | undefined>>

function fieldsOf(result: Json): Readonly<Record<string, Json>> | undefined {
  return typeof result === 'object' && result !== null && !Array.isArray(result)
    ? result
    : undefined
}
