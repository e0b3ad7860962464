import { inResource, testRule } from '../../testRule.ts'

testRule('reservedPath', {
  at: inResource('/ping'),
  alsoSound: { 'the same name further down': { methods: { 'GET /pets/ping': {} } } },
})
