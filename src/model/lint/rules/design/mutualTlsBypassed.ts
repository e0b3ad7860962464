import { own } from '../../../operations/within.ts'
import { updateRestApi } from '../../../operations/restApis.ts'
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
            isFixable: api.protocol === 'REST',
          },
        ]
      },
    )
  },
  fix: (design, { at }) => {
    const [, apiId] = at
    if (apiId === undefined) return gone(at)
    return updateRestApi(design, { apiId, change: { disableExecuteApiEndpoint: true } })
  },
}
