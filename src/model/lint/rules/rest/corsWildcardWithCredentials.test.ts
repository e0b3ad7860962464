import { inMethod, testRule } from '../../testRule.ts'

testRule('corsWildcardWithCredentials', {
  at: inMethod(
    'GET /pets',
    'integration',
    'integrationResponses',
    '200',
    'responseParameters',
    'method.response.header.Access-Control-Allow-Origin',
  ),
})
