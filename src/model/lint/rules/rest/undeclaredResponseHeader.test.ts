import { inMethod, testRule } from '../../testRule.ts'

testRule('undeclaredResponseHeader', {
  at: inMethod(
    'GET /pets',
    'integration',
    'integrationResponses',
    '200',
    'responseParameters',
    'method.response.header.X-Kind',
  ),
})
