import { inHttpApi, testRule } from '../../testRule.ts'

testRule('openWriteRoutes', {
  at: inHttpApi('routes'),
  alsoSound: {
    'an API that only reads': { routes: { 'GET /pets': { authorizationType: 'NONE' } } },
    'an open route next to protected ones': {
      routes: { 'POST /login': { authorizationType: 'NONE' }, 'POST /pets': {} },
    },
  },
})
