import { inApi, testRule } from '../../testRule.ts'

testRule('secretInStageVariable', {
  at: inApi('stages', 'prod', 'variables', 'dbPassword'),
  alsoFound: {
    'the id of an access key under any name': [
      {
        api: {
          stages: { prod: { stageName: 'prod', variables: { user: 'AKIAIOSFODNN7EXAMPLE' } } },
        },
      },
      inApi('stages', 'prod', 'variables', 'user'),
    ],
  },
})
