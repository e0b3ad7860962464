import { inApi, testRule } from '../../testRule.ts'

testRule('unsimulatedModelPattern', {
  at: inApi('models', 'Pet', 'schema'),
  alsoFound: {
    'a pattern of tens of thousands of characters': [
      {
        api: {
          models: {
            Pet: { name: 'Pet', schema: JSON.stringify({ pattern: '(a|b)*'.repeat(5000) }) },
          },
        },
      },
      inApi('models', 'Pet', 'schema'),
    ],
  },
})
