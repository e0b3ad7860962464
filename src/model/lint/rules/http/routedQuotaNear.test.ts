import { inHttpApi, testRule } from '../../testRule.ts'

testRule('routedQuotaNear', {
  at: inHttpApi('stages'),
  alsoFound: {
    'more routes than the quota': [
      {
        routes: Object.fromEntries(Array.from({ length: 301 }, (_, i) => [`GET /pets/${i}`, {}])),
      },
      inHttpApi('routes'),
    ],
  },
})
