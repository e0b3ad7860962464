import { designSchema } from '../../src/model/index.ts'

/** The audience of the tokens, and the only app client. */
export const clientId = 'bench'

/** The user pool that issues the tokens. */
export const poolId = 'us-east-1_Bench0001'

/** The issuer of its tokens. */
export const issuer = `https://cognito-idp.us-east-1.amazonaws.com/${poolId}`

/** An HTTP API whose only route requires a token and calls a function, which returns the same each time. */
export const jwtDesign = designSchema.parse({
  format: 'gatewright-design',
  version: 2,
  id: 'bench',
  name: 'bench',
  apis: {
    api1: {
      protocol: 'HTTP',
      id: 'api1',
      name: 'orders',
      routes: {
        r1: {
          id: 'r1',
          routeKey: 'POST /orders/{id}',
          authorizationType: 'JWT',
          authorizerId: 'a1',
          authorizationScopes: ['orders/write'],
          target: 'i1',
        },
      },
      integrations: {
        i1: {
          id: 'i1',
          integrationType: 'AWS_PROXY',
          integrationUri: 'arn:aws:lambda:us-east-1:111111111111:function:order',
          payloadFormatVersion: '2.0',
        },
      },
      authorizers: {
        a1: {
          id: 'a1',
          name: 'readers',
          authorizerType: 'JWT',
          identitySource: ['$request.header.Authorization'],
          jwtConfiguration: { issuer, audience: [clientId] },
        },
      },
      stages: { $default: { stageName: '$default', autoDeploy: true } },
    },
  },
  backends: {
    'lambda:order': {
      key: 'lambda:order',
      name: 'order',
      kind: 'lambda',
      answer: {
        lambda: {
          result: {
            statusCode: 200,
            headers: { 'Content-Type': 'application/json', 'X-Order': 'placed' },
            body: '{"lines":20}',
          },
        },
      },
    },
  },
  identities: {
    userPools: {
      [poolId]: {
        id: poolId,
        name: 'people',
        clients: {
          [clientId]: { id: clientId, name: clientId, allowedScopes: ['openid', 'orders/write'] },
        },
        users: { zoe: { username: 'zoe', sub: 'zoe' } },
      },
    },
  },
})
