import { inRestApi, inHttpApi, testRule } from '../../testRule.ts'

testRule('secretInStageVariable', {
  at: inRestApi('stages', 'prod', 'variables', 'dbPassword'),
  alsoFound: {
    'a variable of a stage of an HTTP API': [
      {
        httpApi: {
          stages: {
            $default: {
              stageName: '$default',
              autoDeploy: true,
              stageVariables: { apiKey: 'correct-horse' },
            },
          },
        },
      },
      inHttpApi('stages', '$default', 'stageVariables', 'apiKey'),
    ],

    'the id of an access key under any name': [
      {
        api: {
          stages: { prod: { stageName: 'prod', variables: { user: 'AKIAIOSFODNN7EXAMPLE' } } },
        },
      },
      inRestApi('stages', 'prod', 'variables', 'user'),
    ],
  },
})
