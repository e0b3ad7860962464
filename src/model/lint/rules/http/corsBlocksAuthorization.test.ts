import { lambdaAuthorizer, protectedByLambda } from '../../httpParts.ts'
import { inHttpApi, testRule } from '../../testRule.ts'

testRule('corsBlocksAuthorization', {
  at: inHttpApi('corsConfiguration', 'allowHeaders'),
  alsoFound: {
    'a header that a Lambda authorizer reads': [
      {
        routes: { 'GET /pets': protectedByLambda },
        httpApi: {
          authorizers: {
            auth: { ...lambdaAuthorizer, identitySource: ['$request.header.X-Token'] },
          },
          corsConfiguration: { allowOrigins: ['*'], allowHeaders: ['authorization'] },
        },
      },
      inHttpApi('corsConfiguration', 'allowHeaders'),
    ],
  },
  alsoSound: {
    'a * for a header other than Authorization': {
      routes: { 'GET /pets': protectedByLambda },
      httpApi: {
        authorizers: {
          auth: { ...lambdaAuthorizer, identitySource: ['$request.header.X-Token'] },
        },
        corsConfiguration: { allowOrigins: ['*'], allowHeaders: ['*'] },
      },
    },
    'a token in a cookie': {
      routes: { 'GET /pets': protectedByLambda },
      httpApi: {
        authorizers: {
          auth: { ...lambdaAuthorizer, identitySource: ['$request.header.Cookie'] },
        },
        corsConfiguration: { allowOrigins: ['https://app.example.com'] },
      },
    },
  },
})
