import { expect, test } from 'vitest'
import { mockStatus } from './callBackend.ts'

test.each([
  ['{"statusCode": 200}', 200],
  ['{ statusCode: 200 }', 200],
  ["{'statusCode': 200, '': ''}", 200],
  ['{"statusCode": 200 , }', 200],
  ['{"statusCode": 200 ,, }', 200],
  ["{statusCode: 200, foo'}: [ba r]}", 200],
  ["{statusCode: 200, }foo: ''}", 200],
  ['{"statusCode": 200, "": ""}', 200],
  ['{"statusCode": 200 , statusCode: 300 }', 300],
  ['\n  {"statusCode": 204}\n', 204],
  ['statusCode: 200', undefined],
  ['{statusCode: 200 ', undefined],
  ['{statusCode: 200, {foo: [ba r]}', undefined],
  ['{"statusCode": "200"}', undefined],
  ['{"statusCode": 200.5}', undefined],
  ['[200]', undefined],
  ['', undefined],
])('a rendered MOCK request %j gives %s', (rendered, status) => {
  expect(mockStatus(rendered)).toBe(status)
})
