import { describe, expect, test } from 'vitest'
import type { CannedAnswer } from '../../../model/index.ts'
import { designOf, functionUri, send } from './testDesign.ts'

const design = designOf({
  'GET /': {
    methodResponses: { 200: { statusCode: '200' }, 404: { statusCode: '404' } },
    integration: {
      type: 'AWS',
      httpMethod: 'POST',
      uri: functionUri('jobs'),
      integrationResponses: {
        200: { statusCode: '200' },
        404: { statusCode: '404', selectionPattern: '.*not there.*' },
      },
    },
  },
})
const statusOf = async (answer: CannedAnswer) => (await send(design, {}, { answer })).status
const errorMessage = 'job 7 is not there'

describe('the selection pattern of a function', () => {
  test('matches the error message of a function that failed', async () => {
    expect(await statusOf({ lambda: { error: { errorMessage } } })).toBe(404)
    expect(await statusOf({ lambda: { error: { errorMessage }, functionError: 'Handled' } })).toBe(
      404,
    )
  })
  test.each<[string, CannedAnswer]>([
    ['has a property errorMessage', { lambda: { result: { errorMessage } } }],
    ['is the text of such a result', { lambda: { rawResult: JSON.stringify({ errorMessage }) } }],
    ['is text that the pattern matches', { lambda: { result: errorMessage } }],
    [
      'is given as an HTTP response',
      { status: 200, headers: {}, body: `{"errorMessage":"${errorMessage}"}` },
    ],
  ])('leaves a success to the default whose result %s', async (_what, answer) => {
    expect(await statusOf(answer)).toBe(200)
  })
  test('matches an HTTP response whose header tells of a function error', async () => {
    const headers = { 'X-Amz-Function-Error': 'Unhandled' }
    expect(await statusOf({ status: 200, headers, body: JSON.stringify({ errorMessage }) })).toBe(
      404,
    )
  })
})
