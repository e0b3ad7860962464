import { describe, expect, it } from 'vitest'
import { restApiSchema } from '../../model/index.ts'
import { curlOf, firstDraft, methodAtAddress, requestOf } from './requestDraft.ts'
import { sampleOfText } from './sample.ts'

const api = restApiSchema.parse({
  protocol: 'REST',
  id: 'a',
  name: 'a',
  rootResourceId: 'r',
  resources: {
    r: { id: 'r' },
    p: {
      id: 'p',
      parentId: 'r',
      pathPart: '{petId}',
      methods: {
        POST: {
          httpMethod: 'POST',
          requestModels: { 'application/json': 'Pet' },
          requestParameters: {
            'method.request.querystring.dry': true,
            'method.request.querystring.x': false,
          },
        },
      },
    },
  },
  models: {
    Pet: {
      name: 'Pet',
      schema: JSON.stringify({
        type: 'object',
        properties: {
          name: { type: 'string' },
          kind: { enum: ['dog'] },
          friend: { $ref: 'https://apigateway.amazonaws.com/restapis/a/models/Pet' },
        },
      }),
    },
  },
})
const at = ['apis', 'a', 'resources', 'p', 'methods', 'POST']

describe('the request of the console', () => {
  it('starts with what the method declares, and a body that its model takes', () => {
    const method = methodAtAddress(api, at)
    if (!method) throw new Error('made above')
    const draft = firstDraft(api, at, method)
    expect(draft).toMatchObject({
      method: 'POST',
      pathParameters: { petId: '1' },
      query: 'dry=',
      headers: 'Content-Type: application/json',
    })
    expect(JSON.parse(draft.body)).toMatchObject({ name: 'text', kind: 'dog' })
  })

  it('fills and encodes path variables; greedy ones keep their slashes', () => {
    const draft = {
      method: 'GET',
      pathParameters: { a: 'x/y', rest: 'p/q r' },
      query: '',
      headers: 'A: 1',
      body: '',
    }
    expect(requestOf(draft, '/{a}/{rest+}')).toMatchObject({
      path: '/x%2Fy/p/q%20r',
      headers: [['A', '1']],
    })
  })

  it('becomes a cURL command that a shell reads as one', () => {
    const text = curlOf(
      { method: 'POST', path: '/a', query: 'x=1', headers: [['A', "it's"]], body: '{}' },
      'http://localhost:4010/dev',
    )
    expect(text).toBe(
      "curl -X POST 'http://localhost:4010/dev/a?x=1' \\\n  -H 'A: it'\\''s' \\\n  --data-raw '{}'",
    )
  })

  it('has samples of models that refer to themselves', () => {
    expect(() => sampleOfText(api.models['Pet']?.schema ?? '', api)).not.toThrow()
  })
})
