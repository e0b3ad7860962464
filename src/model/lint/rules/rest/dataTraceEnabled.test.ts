import { inRestApi, testRule } from '../../testRule.ts'

testRule('dataTraceEnabled', {
  at: inRestApi('stages', 'prod', 'methodSettings', '*/*'),
  alsoSound: {
    'a stage for tests': {
      api: {
        stages: {
          dev: {
            stageName: 'dev',
            methodSettings: { '*/*': { loggingLevel: 'INFO', dataTraceEnabled: true } },
          },
        },
      },
    },
  },
})
