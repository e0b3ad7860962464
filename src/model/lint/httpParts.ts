import type { Part } from './rule.ts'

/** Parts of HTTP APIs that the examples of several rules have. */
export const jwtAuthorizer = {
  id: 'auth',
  name: 'members',
  authorizerType: 'JWT',
  identitySource: ['$request.header.Authorization'],
  jwtConfiguration: { issuer: 'https://login.example.com', audience: ['pets-app'] },
} as const satisfies Part

export const lambdaAuthorizer = {
  id: 'auth',
  name: 'members',
  authorizerType: 'REQUEST',
  identitySource: ['$request.header.Authorization'],
  authorizerPayloadFormatVersion: '2.0',
  enableSimpleResponses: true,
  authorizerResultTtlInSeconds: 300,
  authorizerUri:
    'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:authorize/invocations',
} as const satisfies Part

/** The identities of a design that has the key set of the issuer of `jwtAuthorizer`. */
export const knownIssuer = {
  openIdConnectIssuers: {
    'https://login.example.com': { issuer: 'https://login.example.com', jwks: { keys: [] } },
  },
} as const satisfies Part

/** A route that the authorizer `auth` protects. */
export const protectedByJwt = { authorizationType: 'JWT', authorizerId: 'auth' } as const
export const protectedByLambda = { authorizationType: 'CUSTOM', authorizerId: 'auth' } as const

/** A user pool of the design, and an authorizer that accepts the tokens of its app client. */
export const userPool = {
  userPools: {
    'us-east-1_Pets00001': {
      id: 'us-east-1_Pets00001',
      name: 'members',
      clients: { 'pets-app': { id: 'pets-app', name: 'Pets', allowedScopes: ['pets/read'] } },
    },
  },
} as const satisfies Part

export const userPoolAuthorizer = {
  ...jwtAuthorizer,
  jwtConfiguration: {
    issuer: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Pets00001',
    audience: ['pets-app'],
  },
} as const satisfies Part
