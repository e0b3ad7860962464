import { setRequestParameter } from '../../../operations/methods.ts'
import { own } from '../../../operations/within.ts'
import { gone, methodAt } from '../../places.ts'
import type { Rule } from '../../rule.ts'

export const undeclaredRequestParameter: Rule = {
  title: 'A mapping reads an undeclared parameter',
  why: 'The service refuses a mapping from a parameter that the method request does not declare: the import or the deployment of the API fails with "Invalid mapping expression parameter specified".',
  advice: 'Declare the parameter in the method request.',
  appliesTo: 'method',
  severity: 'error',
  bad: {
    methods: {
      'GET /pets': {
        requestParameters: {},
        integration: {
          requestParameters: {
            'integration.request.querystring.page': 'method.request.querystring.page',
          },
        },
      },
    },
  },
  good: {
    methods: {
      'GET /pets': {
        requestParameters: { 'method.request.querystring.page': false },
        integration: {
          requestParameters: {
            'integration.request.querystring.page': 'method.request.querystring.page',
          },
        },
      },
    },
  },
  check: ({ name, method, integration, integrationAt }) =>
    Object.entries(integration?.requestParameters ?? {}).flatMap(([target, source]) => {
      const parameter = parameterOf(source)
      if (parameter === undefined || Object.hasOwn(method.requestParameters, parameter)) return []
      return [
        {
          message: `${name}: ${target} is mapped from ${source}, which the method does not declare.`,
          at: [...integrationAt, 'requestParameters', target],
        },
      ]
    }),
  fix: (design, { at }) => {
    const found = methodAt(design, at)
    const source = own(found?.method.integration?.requestParameters ?? {}, at.at(-1) ?? '')
    const name = source === undefined ? undefined : parameterOf(source)
    if (!found || name === undefined) return gone(at)
    const required = name.startsWith('method.request.path.')
    return setRequestParameter(design, { ...found.ref, name, required })
  },
}

/** The declared name of what a mapping expression reads; `undefined` where it reads no parameter. */
function parameterOf(source: string): string | undefined {
  const name = source
    .replace('multivaluequerystring', 'querystring')
    .replace('multivalueheader', 'header')
  return /^method\.request\.(?:path|querystring|header)\./.test(name) ? name : undefined
}
