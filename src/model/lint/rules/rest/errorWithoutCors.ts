import { errorsForAllOrigins, mockForAllOrigins } from '../../exampleParts.ts'
import { putGatewayResponse } from '../../../operations/gatewayResponses.ts'
import type { GatewayResponseType } from '../../../schema/gatewayResponse.ts'
import { readRestApi } from '../../readFacts/rest.ts'
import type { RestApiFacts } from '../../facts.ts'
import { apiAt, gone } from '../../places.ts'
import { literalOf, mappedHeader } from '../../preflights.ts'
import type { Rule } from '../../rule.ts'

const families: readonly GatewayResponseType[] = ['DEFAULT_4XX', 'DEFAULT_5XX']

export const errorWithoutCors: Rule = {
  title: 'Errors of the gateway are hidden from browsers',
  why: 'What the gateway refuses by itself (a missing token, a throttled call, a body that does not validate) carries no header of your methods. Without Access-Control-Allow-Origin a page sees a network error instead of the status.',
  advice: 'Give the gateway responses DEFAULT_4XX and DEFAULT_5XX the header.',
  appliesTo: 'restApi',
  severity: 'warning',
  bad: {
    methods: {
      'OPTIONS /pets': {
        integration: mockForAllOrigins,
      },
    },
  },
  good: {
    methods: {
      'OPTIONS /pets': {
        integration: mockForAllOrigins,
      },
    },
    api: {
      gatewayResponses: errorsForAllOrigins,
    },
  },
  check: (facts) => {
    if (facts.preflights.size === 0) return []
    return families
      .filter((type) => {
        const { responseParameters = {} } = facts.api.gatewayResponses[type] ?? {}
        return !mappedHeader(responseParameters, prefix, 'Access-Control-Allow-Origin')
      })
      .map((type) => ({
        message: `${type} has no Access-Control-Allow-Origin: browsers hide these errors from the pages that CORS lets call.`,
        at: [...facts.at, 'gatewayResponses', type],
        isFixable: originOf(facts) !== undefined,
      }))
  },
  fix: (design, { at }) => {
    const api = apiAt(design, at)
    const type = families.find((family) => family === at.at(-1))
    const origin = api && originOf(readRestApi(api, design))
    if (!api || !type || origin === undefined) return gone(at)
    const before = api.gatewayResponses[type]
    return putGatewayResponse(design, {
      apiId: api.id,
      response: {
        responseTemplates: {},
        ...before,
        responseType: type,
        responseParameters: {
          ...before?.responseParameters,
          [`${prefix}.Access-Control-Allow-Origin`]: origin,
        },
      },
    })
  },
}

const prefix = 'gatewayresponse.header'

/** The origin that all preflights allow; `undefined` where they differ or work it out. */
function originOf({ preflights }: RestApiFacts): string | undefined {
  const origins = new Set([...preflights.values()].map(({ allowOrigin }) => allowOrigin))
  const [origin] = origins
  return origins.size === 1 && origin !== undefined && literalOf(origin) !== undefined
    ? origin
    : undefined
}
