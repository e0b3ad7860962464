import { updateRestApi } from '../../../operations/restApis.ts'
import { updateHttpApi } from '../../../operations/v2/httpApis.ts'
import { updateWebSocketApi } from '../../../operations/v2/webSocketApis.ts'
import { own } from '../../../operations/within.ts'
import type { Result } from '../../../result.ts'
import type { Api, Design } from '../../../schema/design.ts'
import { gone } from '../../places.ts'
import type { Rule } from '../../rule.ts'

export const mutualTlsBypassed: Rule = {
  title: 'Callers can do without a client certificate',
  why: 'The custom domain name asks for client certificates, the default endpoint of the API does not, and it is still open: who calls that one needs none.',
  advice: 'Disable the default endpoint (execute-api) of the API.',
  appliesTo: 'design',
  severity: 'warning',
  bad: {
    api: { stages: { prod: { stageName: 'prod' } } },
    access: {
      domainNames: {
        'api.example.com': {
          domainName: 'api.example.com',
          mutualTlsAuthentication: { truststoreUri: 's3://bucket/truststore.pem' },
          basePathMappings: [{ apiId: 'a', stage: 'prod' }],
        },
      },
    },
  },
  good: {
    api: { disableExecuteApiEndpoint: true, stages: { prod: { stageName: 'prod' } } },
    access: {
      domainNames: {
        'api.example.com': {
          domainName: 'api.example.com',
          mutualTlsAuthentication: { truststoreUri: 's3://bucket/truststore.pem' },
          basePathMappings: [{ apiId: 'a', stage: 'prod' }],
        },
      },
    },
  },
  check: ({ apis, access }) => {
    const guarded = Object.values(access.domainNames).flatMap(
      ({ domainName, mutualTlsAuthentication, basePathMappings }) =>
        mutualTlsAuthentication ? basePathMappings.map(({ apiId }) => ({ apiId, domainName })) : [],
    )
    return [...new Map(guarded.map((each) => [each.apiId, each.domainName]))].flatMap(
      ([apiId, domainName]) => {
        const api = own(apis, apiId)
        if (!api || api.disableExecuteApiEndpoint) return []
        return [
          {
            message: `${domainName} asks for client certificates, and ${api.name} can be called at its default endpoint without.`,
            at: ['apis', apiId, 'disableExecuteApiEndpoint'],
          },
        ]
      },
    )
  },
  fix: (design, { at }) => {
    const [, apiId = ''] = at
    const protocol = own(design.apis, apiId)?.protocol
    return protocol === undefined ? gone(at) : closeEndpoint[protocol](design, apiId)
  },
}

/** How the default endpoint of an API is disabled. */
const closeEndpoint = {
  REST: (design, apiId) =>
    updateRestApi(design, { apiId, change: { disableExecuteApiEndpoint: true } }),
  HTTP: (design, apiId) =>
    updateHttpApi(design, { apiId, change: { disableExecuteApiEndpoint: true } }),
  WEBSOCKET: (design, apiId) =>
    updateWebSocketApi(design, { apiId, change: { disableExecuteApiEndpoint: true } }),
} satisfies {
  readonly [P in Api['protocol']]: (design: Design, apiId: string) => Result<Design>
}
