import { inMethod, testRule } from '../../testRule.ts'

testRule('preflightMissesMethod', {
  at: inMethod(
    'OPTIONS /pets',
    'integration',
    'integrationResponses',
    '200',
    'responseParameters',
    'method.response.header.Access-Control-Allow-Methods',
  ),
})
