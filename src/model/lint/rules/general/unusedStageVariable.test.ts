import { inRestApi, inHttpApi, testRule } from '../../testRule.ts'

testRule('unusedStageVariable', {
  at: inRestApi('stages', 'test', 'variables', 'hots'),
  alsoFound: {
    'a variable of a stage of an HTTP API': [
      {
        httpApi: {
          stages: {
            $default: { stageName: '$default', autoDeploy: true, stageVariables: { hots: 'pets' } },
          },
        },
      },
      inHttpApi('stages', '$default', 'stageVariables', 'hots'),
    ],
  },
  alsoSound: {
    'a function that gets them all': {
      methods: { 'GET /pets': { integration: { type: 'AWS_PROXY' } } },
      api: { stages: { test: { stageName: 'test', variables: { table: 'pets' } } } },
    },
    'a template that walks through them': {
      methods: {
        'GET /pets': {
          integration: {
            requestTemplates: {
              'application/json': '#foreach($name in $stageVariables.keySet())$name#end',
            },
          },
        },
      },
      api: { stages: { test: { stageName: 'test', variables: { table: 'pets' } } } },
    },
  },
})
