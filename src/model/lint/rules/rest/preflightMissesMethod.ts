import { errorsForAllOrigins, mockForAllOrigins, mockWith } from '../../exampleParts.ts'
import { putIntegrationResponse } from '../../../operations/integrations.ts'
import { own } from '../../../operations/within.ts'
import { gone, listed, methodAt } from '../../places.ts'
import { literalOf } from '../../preflights.ts'
import type { Preflight } from '../../facts.ts'
import { apiAt } from '../../places.ts'
import type { Rule } from '../../rule.ts'

export const preflightMissesMethod: Rule = {
  title: 'The preflight does not allow a method of the resource',
  why: 'A browser sends PUT, PATCH and DELETE only where Access-Control-Allow-Methods names them.',
  advice: 'Add the method to the header of the OPTIONS method.',
  appliesTo: 'restApi',
  severity: 'warning',
  bad: {
    methods: {
      'DELETE /pets': {
        integration: mockForAllOrigins,
      },
      'OPTIONS /pets': {
        integration: mockWith({
          'Access-Control-Allow-Methods': "'GET,OPTIONS'",
          'Access-Control-Allow-Origin': "'*'",
        }),
      },
    },
  },
  good: {
    methods: {
      'DELETE /pets': {
        integration: mockForAllOrigins,
      },
      'OPTIONS /pets': {
        integration: mockWith({
          'Access-Control-Allow-Methods': "'DELETE,OPTIONS'",
          'Access-Control-Allow-Origin': "'*'",
        }),
      },
    },
    api: {
      gatewayResponses: errorsForAllOrigins,
    },
  },
  check: ({ preflights }) =>
    [...preflights.values()].flatMap((preflight) => {
      const missing = missingIn(preflight, Object.keys(preflight.owner.resource.methods))
      if (missing.length === 0 || !preflight.allowMethods) return []
      return [
        {
          message: `${preflight.owner.name} does not allow ${listed(missing)}, which the resource has.`,
          at: preflight.allowMethods.at,
        },
      ]
    }),
  fix: (design, { at }) => {
    const found = methodAt(design, at)
    const resource = found && own(apiAt(design, at)?.resources ?? {}, found.ref.resourceId)
    const [, , , , , , , , statusCode = '', , target = ''] = at
    const response = own(found?.method.integration?.integrationResponses ?? {}, statusCode)
    const text = literalOf(own(response?.responseParameters ?? {}, target) ?? '')
    if (!resource || !response || text === undefined) return gone(at)
    const names = text.split(',').map((name) => name.trim())
    const missing = missingNames(names, Object.keys(resource.methods))
    const value = `'${[...names, ...missing].filter((name) => name !== '').join(',')}'`
    return putIntegrationResponse(design, {
      ...found.ref,
      response: {
        ...response,
        responseParameters: { ...response.responseParameters, [target]: value },
      },
    })
  },
}

function missingIn({ allowMethods }: Preflight, verbs: readonly string[]): string[] {
  return allowMethods ? missingNames(allowMethods.names, verbs) : []
}

/** Methods that a browser has to be told of: GET, HEAD and POST it may send at any rate. */
function missingNames(names: readonly string[], verbs: readonly string[]): string[] {
  if (names.includes('*')) return []
  const known = new Set(names.map((name) => name.toUpperCase()))
  return verbs.filter((verb) => ['PUT', 'PATCH', 'DELETE'].includes(verb) && !known.has(verb))
}
