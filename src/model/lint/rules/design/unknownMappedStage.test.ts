import { testRule } from '../../testRule.ts'

testRule('unknownMappedStage', {
  at: ['access', 'domainNames', 'api.example.com', 'basePathMappings', '0'],
})
