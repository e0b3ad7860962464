import { expect, test } from 'vitest'
import { mockStatus } from './callBackend.ts'
import { designOf, functionUri, send, testEnvironment, textOf } from './testDesign.ts'

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

test('a function that a stage variable names has its own answer, else the answer of the URI as it is written', async () => {
  const uri = functionUri('${stageVariables.fn}')
  const answerOf = (key: string, body: string) => ({
    [key]: { key, name: key, kind: 'lambda', answer: { status: 200, headers: {}, body } },
  })
  const design = designOf(
    { 'GET /': { integration: { type: 'AWS_PROXY', httpMethod: 'POST', uri } } },
    {
      stages: {
        dev: { stageName: 'dev', variables: { fn: 'pets:live' } },
        prod: { stageName: 'prod', variables: { fn: 'others' } },
      },
    },
    {
      ...answerOf('lambda:pets', 'of pets'),
      ...answerOf('lambda:${stageVariables.fn}', 'of any'),
    },
  )
  expect(textOf(await send(design, {}))).toBe('of pets')
  expect(textOf(await send(design, {}, { call: { stageName: 'prod' } }))).toBe('of any')
  const answers = { others: { status: 200, headers: {}, body: 'given' } }
  const environment = { ...testEnvironment, answers }
  const given = await send(design, {}, { call: { stageName: 'prod' }, environment })
  expect(textOf(given)).toBe('given')
})
