import { inRestApi, testRule } from '../../testRule.ts'

testRule('unsimulatedModelPattern', {
  at: inRestApi('models', 'Pet', 'schema'),
  alsoFound: {
    'a pattern of tens of thousands of characters': [
      {
        api: {
          models: {
            Pet: { name: 'Pet', schema: JSON.stringify({ pattern: '(a|b)*'.repeat(5000) }) },
          },
        },
      },
      inRestApi('models', 'Pet', 'schema'),
    ],
  },
})
