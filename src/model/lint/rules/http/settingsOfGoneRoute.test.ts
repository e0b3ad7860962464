import { inHttpApi, testRule } from '../../testRule.ts'

testRule('settingsOfGoneRoute', {
  at: inHttpApi('stages', '$default', 'routeSettings', 'GET /dogs'),
})
