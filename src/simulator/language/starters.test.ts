import { describe, expect, it } from 'vitest'
import { diagnoseTemplate, renderTemplate, starters } from '../index.ts'
import type { Rendered, TemplateCall } from '../index.ts'

const world = {
  budget: { steps: 100_000, outputCharacters: 100_000, milliseconds: 1000 },
  elapsed: () => 0,
}

function rendered(id: string, call: Partial<TemplateCall> = {}): Extract<Rendered, { ok: true }> {
  const starter = starters.find((each) => each.id === id)
  if (!starter) throw new Error(`there is no starter ${id}`)
  const context = { requestId: 'r-1', stage: 'dev', httpMethod: 'POST', resourcePath: '/x' }
  const result = renderTemplate(
    { template: starter.text, where: starter.where, context, ...call },
    world,
  )
  if (!result.ok) throw new Error(result.problem.message)
  return result
}

const json = (id: string, call?: Partial<TemplateCall>): unknown =>
  JSON.parse(rendered(id, call).output)
const awkward = `it's "quoted" \\ and / ü`

describe('the starters', () => {
  it.each(starters.map(({ id, text, where }) => [id, text, where] as const))(
    'of %s have nothing to remark',
    (_id, text, where) => {
      const facts = { stageVariables: [], contentType: 'application/json', where }
      expect(diagnoseTemplate(text, facts)).toEqual([])
    },
  )

  it('hand on the whole request', () => {
    const call = {
      body: '{"a": [1, 2.50]}',
      params: { path: { id: '7' }, querystring: { q: awkward }, header: {} },
      stageVariables: { table: 't' },
    }
    expect(json('passthrough', call)).toMatchObject({
      body: { a: [1, 2.5] },
      params: { path: { id: '7' }, querystring: { q: awkward }, header: {} },
      stageVariables: { table: 't' },
      context: { requestId: 'r-1', stage: 'dev' },
    })
  })

  it('write and ask DynamoDB in its own types', () => {
    expect(
      json('dynamodb-put-item', { body: JSON.stringify({ name: awkward, amount: 1.5 }) }),
    ).toEqual({
      TableName: 'my-table',
      Item: { id: { S: 'r-1' }, name: { S: awkward }, amount: { N: '1.5' } },
      ConditionExpression: 'attribute_not_exists(id)',
    })
    expect(
      json('dynamodb-query', { params: { path: { id: awkward }, querystring: {}, header: {} } }),
    ).toMatchObject({ ExpressionAttributeValues: { ':id': { S: awkward } } })
  })

  it('turn what DynamoDB answers into plain JSON', () => {
    const item = (n: number) => ({
      id: { S: `i${n}` },
      name: { S: awkward },
      amount: { N: String(n) },
    })
    const body = JSON.stringify({ Count: 2, Items: [item(1), item(2)] })
    expect(json('dynamodb-query-response', { body })).toEqual({
      count: 2,
      items: [
        { id: 'i1', name: awkward, amount: 1 },
        { id: 'i2', name: awkward, amount: 2 },
      ],
    })
    // a field that is not there, and a key with quotes in it, are JSON too
    const bare = JSON.stringify({ Count: 1, Items: [{ id: { S: awkward } }] })
    expect(json('dynamodb-query-response', { body: bare })).toEqual({
      count: 1,
      items: [{ id: awkward, name: '', amount: null }],
    })
    const none = JSON.stringify({ Count: 0, Items: [] })
    expect(json('dynamodb-query-response', { body: none })).toEqual({ count: 0, items: [] })
    expect(json('dynamodb-put-item-response')).toEqual({ id: 'r-1' })
  })

  it('send forms to SQS and SNS, and say so in the header', () => {
    const body = '{"a": "1 & 2"}'
    for (const [id, name] of [
      ['sqs-send-message', 'MessageBody'],
      ['sns-publish', 'Message'],
    ] as const) {
      const { output, requestOverride } = rendered(id, { body })
      const form = new URLSearchParams(output)
      expect(form.get(name)).toBe(body)
      expect(form.get('Action')).toMatch(/^(?:SendMessage|Publish)$/)
      expect(requestOverride).toMatchObject({
        header: { 'Content-Type': 'application/x-www-form-urlencoded' },
      })
    }
  })

  it('give Kinesis base64 and Step Functions a text of JSON', () => {
    const body = JSON.stringify({ note: awkward })
    const record = json('kinesis-put-record', { body }) as { Data: string }
    expect(Buffer.from(record.Data, 'base64').toString()).toBe(body)
    const started = json('step-functions-start-execution', { body }) as { input: string }
    expect(JSON.parse(started.input)).toEqual({ note: awkward })
  })

  it('write objects as they came', () => {
    const params = { path: {}, querystring: {}, header: { 'Content-Type': 'text/csv' } }
    const { output, requestOverride } = rendered('s3-put-object', { body: 'a,b\n1,2', params })
    expect(output).toBe('a,b\n1,2')
    expect(requestOverride).toMatchObject({ header: { 'Content-Type': 'text/csv' } })
  })

  it('tell errors of functions and of services in one form', () => {
    expect(json('error-mapping', { body: JSON.stringify({ errorMessage: awkward }) })).toEqual({
      error: awkward,
      requestId: 'r-1',
    })
    expect(json('error-mapping', { body: '{"message": "no"}' })).toMatchObject({ error: 'no' })
    expect(json('cors-mock')).toEqual({ statusCode: 200 })
  })
})
