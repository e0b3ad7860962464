import type { MethodFacts } from '../../facts.ts'
import { listed } from '../../places.ts'
import { readStatusPattern } from '../../statusPatterns.ts'
import type { Rule } from '../../rule.ts'

export const defaultHidesErrors: Rule = {
  title: 'A failure of the backend is answered as a success',
  why: 'What no pattern matches goes to the default response. Where that is a success, a failed backend looks like a good answer to clients, caches and alarms.',
  advice:
    'Add integration responses with patterns for failures: `4\\d{2}` and `5\\d{2}` for statuses, `(\\n|.)+` for the errorMessage of a function.',
  appliesTo: 'method',
  severity: 'warning',
  bad: {
    methods: {
      'GET /pets': { integration: { integrationResponses: { '200': { statusCode: '200' } } } },
    },
  },
  good: {
    methods: {
      'GET /pets': {
        integration: {
          integrationResponses: {
            '200': { statusCode: '200' },
            '502': { statusCode: '502', selectionPattern: '[45]\\d{2}' },
          },
        },
      },
    },
  },
  check: (method) => {
    const standard = method.responses.find(({ isDefault }) => isDefault)
    if (!standard?.response.statusCode.startsWith('2')) return []
    const hidden = hiddenFailures(method)
    if (hidden.length === 0) return []
    return [
      {
        message: `${method.name} answers ${standard.response.statusCode} when the backend fails: no pattern matches ${listed(hidden)}.`,
        at: standard.at,
      },
    ]
  },
}

/** What a backend can fail with and no pattern takes. */
function hiddenFailures(method: MethodFacts): string[] {
  const { integration, isLambda, responses } = method
  if (integration?.type !== 'HTTP' && integration?.type !== 'AWS') return []
  if (isInvokedAsynchronously(integration.requestParameters)) return []
  // a template may look for the failure itself
  if (responses.some(({ response }) => overridesStatus(response.responseTemplates))) return []
  const patterns = responses.flatMap(({ response, isDefault }) =>
    isDefault || response.selectionPattern === undefined ? [] : [response.selectionPattern],
  )
  if (isLambda) return patterns.length === 0 ? ['an errorMessage'] : []
  const read = patterns.map(readStatusPattern)
  if (read.some(({ state }) => state === 'beyond' || state === 'unread')) return []
  const takes = (from: number) =>
    read.some(
      (pattern) =>
        pattern.state === 'read' &&
        [...pattern.matches].some((status) => status >= from && status < from + 100),
    )
  return [
    ...(takes(400) ? [] : ['a status from 400']),
    ...(takes(500) ? [] : ['a status from 500']),
  ]
}

function isInvokedAsynchronously(parameters: Readonly<Record<string, string>>): boolean {
  return Object.entries(parameters).some(
    ([target, source]) => /\.x-amz-invocation-type$/i.test(target) && source === "'Event'",
  )
}

function overridesStatus(templates: Readonly<Record<string, string>>): boolean {
  return Object.values(templates).some((text) => text.includes('responseOverride.status'))
}
