import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyDesign, countingIds, restApiSchema } from '../../model/index.ts'
import type { Design } from '../../model/index.ts'
import {
  callOf,
  contentTypeOf,
  draftOfRequest,
  filledPath,
  firstDraft,
  missingValues,
  pathVariables,
  readDraft,
  requestOf,
  withContentType,
} from './requestDraft.ts'
import type { Caller } from '../../simulator/index.ts'
import type { RequestDraft } from './requestDraft.ts'
import { testedMethod } from './testedEntry.ts'
import type { TestedMethod } from './testedEntry.ts'

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
            'method.request.querystring.month': true,
            'method.request.querystring.x': false,
            'method.request.header.X-Trace': true,
          },
        },
        ANY: { httpMethod: 'ANY' },
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
const design: Design = { ...emptyDesign('d', countingIds()), apis: { a: api } }

function tested(verb = 'POST'): TestedMethod {
  const found = testedMethod(design, [...at.slice(0, 5), verb])
  if (!found) throw new Error('made above')
  return found
}

describe('the request of the console', () => {
  it('starts with what the method requires, and a body that its model takes', () => {
    const draft = firstDraft(tested())
    expect(draft).toMatchObject({
      method: 'POST',
      pathParameters: { petId: '1' },
      query: 'month=2026-01',
      headers: 'Content-Type: application/json\nX-Trace: x-trace',
    })
    expect(JSON.parse(draft.body)).toEqual({
      name: 'string',
      kind: 'dog',
      friend: { name: 'string', kind: 'dog' },
    })
    expect(missingValues(tested(), draft)).toEqual([])
    expect(firstDraft(tested('ANY'))).toMatchObject({ method: 'GET', headers: '', body: '' })
  })

  it('names what it lacks', () => {
    const draft = {
      ...firstDraft(tested()),
      pathParameters: {},
      query: 'month=&x=',
      headers: 'x-trace:',
    }
    expect(missingValues(tested(), draft)).toEqual(['petId', 'month', 'X-Trace'])
  })

  it('fills and encodes path variables; greedy ones keep their slashes', () => {
    expect(filledPath('/{a}/{rest+}', { a: 'x/y ü', rest: 'p/q r' })).toBe(
      '/x%2Fy%20%C3%BC/p/q%20r',
    )
    expect(filledPath('/{a}', { a: '\uD800' })).toBe('/%EF%BF%BD')
    expect(pathVariables('/a/{x}/{rest+}')).toEqual([
      { name: 'x', isGreedy: false },
      { name: 'rest', isGreedy: true },
    ])
  })

  it('comes back from the request that it became', () => {
    const text = fc.string({ unit: 'grapheme' })
    const drafts = fc.record({
      method: fc.constantFrom('POST', 'GET'),
      pathParameters: fc.record({ petId: text.filter((value) => value !== '') }),
      query: fc.webQueryParameters(),
      headers: fc.constantFrom('', 'A: 1', 'A: 1\nB: x: y\nA: 2'),
      body: text,
      asTestInvoke: fc.boolean(),
      answeredBy: fc.constant('deployment' as const),
    })
    fc.assert(
      fc.property(drafts, (draft: RequestDraft) => {
        const request = requestOf(draft, tested().path)
        expect(draftOfRequest(tested(), request, draft)).toEqual({
          ...draft,
          query: draft.query.trim().replace(/^\?/, ''),
        })
      }),
    )
  })

  it.each<Caller>([
    { kind: 'apiKey', apiKeyId: 'k' },
    { kind: 'iamPrincipal', principalId: 'p', apiKeyId: 'k' },
    { kind: 'poolUser', poolId: 'u', username: 'ana', clientId: 'c' },
    {
      kind: 'poolUser',
      poolId: 'u',
      username: 'ana',
      clientId: 'c',
      tokenUse: 'access',
      scopes: ['a'],
    },
  ])('keeps its caller over a reload, and sends as it: %j', (caller) => {
    const draft = { ...firstDraft(tested()), caller }
    expect(readDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft)
    expect(callOf(tested(), draft, 'prod').caller).toEqual(caller)
  })

  it('has no caller where what was kept names nobody', () => {
    for (const caller of [
      null,
      7,
      {},
      { kind: 'iamPrincipal' },
      { kind: 'poolUser', poolId: 'u' },
    ]) {
      expect(readDraft({ ...firstDraft(tested()), caller })).not.toHaveProperty('caller')
    }
  })

  it('names the resource when it is sent as the console’s test', () => {
    const draft = { ...firstDraft(tested()), asTestInvoke: true }
    expect(callOf(tested(), draft, 'prod')).toMatchObject({
      apiId: 'a',
      stageName: 'prod',
      asTestInvoke: true,
      resourceId: 'p',
    })
    expect(callOf(tested(), firstDraft(tested()), undefined)).not.toHaveProperty('stageName')
  })

  it('has one content type, wherever it is changed', () => {
    expect(contentTypeOf('A: 1\ncontent-type: text/plain')).toBe('text/plain')
    expect(withContentType('A: 1\ncontent-type: text/plain', 'x/y')).toBe('A: 1\ncontent-type: x/y')
    expect(withContentType('A: 1', 'x/y')).toBe('A: 1\nContent-Type: x/y')
    expect(withContentType('A: 1\nContent-Type: x/y', '')).toBe('A: 1')
  })

  it('is there for methods of REST APIs alone', () => {
    expect(testedMethod(design, ['apis', 'a'])).toBeUndefined()
    expect(testedMethod(design, [...at.slice(0, 5), 'GET'])).toBeUndefined()
    expect(testedMethod(design, ['apis', 'b', ...at.slice(2)])).toBeUndefined()
    expect(testedMethod(design, undefined)).toBeUndefined()
  })

  it('is read back from what was kept, and nothing else is', () => {
    const draft = firstDraft(tested())
    expect(readDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft)
    for (const other of [null, 1, {}, { ...draft, body: 1 }, { ...draft, pathParameters: null }]) {
      expect(readDraft(other)).toBeUndefined()
    }
  })
})
