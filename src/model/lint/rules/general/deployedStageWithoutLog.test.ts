import { inApi, testRule } from '../../testRule.ts'

testRule('deployedStageWithoutLog', {
  at: inApi('stages', 'prod', 'accessLogSettings'),
  alsoSound: { 'a stage that is not deployed': { api: { stages: { dev: { stageName: 'dev' } } } } },
})
