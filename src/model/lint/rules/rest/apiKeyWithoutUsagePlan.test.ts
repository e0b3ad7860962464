import { inRestApi, testRule } from '../../testRule.ts'

testRule('apiKeyWithoutUsagePlan', {
  at: inRestApi('stages', 'prod'),
  alsoFound: {
    'a plan whose only key is disabled': [
      {
        methods: { 'GET /pets': { apiKeyRequired: true } },
        api: { stages: { prod: { stageName: 'prod' } } },
        access: {
          usagePlans: {
            p: {
              id: 'p',
              name: 'Basic',
              apiStages: [{ apiId: 'a', stage: 'prod' }],
              keyIds: ['k'],
            },
          },
          apiKeys: { k: { id: 'k', value: 'key-of-a-caller-in-tests', enabled: false } },
        },
      },
      inRestApi('stages', 'prod'),
    ],
  },
  alsoSound: { 'an API without keys': { api: { stages: { prod: { stageName: 'prod' } } } } },
})
