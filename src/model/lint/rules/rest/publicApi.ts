import type { Rule } from '../../rule.ts'

export const publicApi: Rule = {
  title: 'Anybody can call the API',
  why: 'No method authorizes its callers or asks for an API key, and no resource policy, web ACL or client certificate keeps anybody out.',
  advice:
    'If that is not meant, choose an authorization for the methods, or write a resource policy.',
  appliesTo: 'restApi',
  severity: 'info',
  bad: { methods: { 'GET /pets': { authorizationType: 'NONE' } } },
  good: { methods: { 'GET /pets': { authorizationType: 'AWS_IAM' } } },
  check: ({ api, at, methods, access }) => {
    const callable = methods.filter(({ method }) => method.httpMethod !== 'OPTIONS')
    const isOpen = callable.every(
      ({ method }) => method.authorizationType === 'NONE' && !method.apiKeyRequired,
    )
    // answers that are made up here are nobody's data
    const hasBackend = callable.some(
      ({ integration }) => integration !== undefined && integration.type !== 'MOCK',
    )
    const isGuarded =
      api.policy !== undefined ||
      api.endpointConfiguration.types.includes('PRIVATE') ||
      Object.values(api.stages).some(({ webAclArn }) => webAclArn !== undefined) ||
      (api.disableExecuteApiEndpoint &&
        Object.values(access.domainNames).some(
          ({ mutualTlsAuthentication, basePathMappings }) =>
            mutualTlsAuthentication && basePathMappings.some(({ apiId }) => apiId === api.id),
        ))
    if (!isOpen || !hasBackend || isGuarded) return []
    return [{ message: `Anybody can call ${api.name}: no method asks who is calling.`, at }]
  },
}
