import { inRestApi, inHttpApi, testRule } from '../../testRule.ts'

testRule('deployedStageWithoutLog', {
  at: inRestApi('stages', 'prod', 'accessLogSettings'),
  alsoFound: {
    'a stage of an HTTP API that deploys automatically': [
      { httpApi: { stages: { prod: { stageName: 'prod', autoDeploy: true } } } },
      inHttpApi('stages', 'prod', 'accessLogSettings'),
    ],
  },
  alsoSound: { 'a stage that is not deployed': { api: { stages: { dev: { stageName: 'dev' } } } } },
})
