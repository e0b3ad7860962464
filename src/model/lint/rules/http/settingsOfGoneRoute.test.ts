import { inHttpApi, testRule } from '../../testRule.ts'

testRule('settingsOfGoneRoute', {
  at: inHttpApi('stages', '$default', 'routeSettings', 'GET /dogs'),
  alsoSound: {
    'settings of $default before the route exists': {
      httpApi: {
        stages: {
          $default: {
            stageName: '$default',
            autoDeploy: true,
            routeSettings: { $default: { throttlingRateLimit: 5, throttlingBurstLimit: 5 } },
          },
        },
      },
    },
  },
})
