import { describe, expect, it } from 'vitest'
import {
  addAuthorizer,
  addModel,
  addRequestValidator,
  addRestApi,
  countingIds,
  emptyDesign,
  guardOf,
  methodsOf,
  putApi,
  resourcesByPath,
  seededRandom,
  updateAuthorizer,
} from '../../model/index.ts'
import type { Design, Fragment, Method, RestApi } from '../../model/index.ts'
import { lint } from '../../model/lint/index.ts'
import {
  methodFragment,
  parseFragment,
  pasteFragment,
  pasteSentence,
  resourceFragment,
} from './fragment.ts'
import type { Pasted } from './fragment.ts'
import { apiOf, good, idOf, petDesign } from './testDesign.ts'

function pastedInto(design: Design, fragment: Fragment, path = '/', prefix = 'pasted'): Pasted {
  const result = pasteFragment(design, {
    apiId: 'a',
    resourceId: idOf(design, path),
    fragment,
    nextId: countingIds(prefix),
  })
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.value
}

function fragmentOf(design: Design, path: string): Fragment {
  const fragment = resourceFragment(design, apiOf(design), idOf(design, path))
  if (!fragment) throw new Error(`${path} cannot be copied`)
  return fragment
}

function otherDesign(): Design {
  const other = emptyDesign('other', countingIds('other'))
  return good(addRestApi(other, { apiId: 'a', rootResourceId: 'root', name: 'Other' }))
}

const uri =
  'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:check/invocations'

/** The pets with `GET /pets` behind an authorizer, a validator and a model that refers to another one. */
function guardedDesign(): Design {
  let design = petDesign()
  const authorizer = {
    id: 'auth',
    name: 'token',
    type: 'TOKEN' as const,
    identitySource: 'method.request.header.Authorization',
    authorizerUri: uri,
    providerARNs: [],
  }
  design = good(addAuthorizer(design, { apiId: 'a', authorizer }))
  const validator = {
    id: 'v',
    name: 'all',
    validateRequestBody: true,
    validateRequestParameters: true,
  }
  design = good(addRequestValidator(design, { apiId: 'a', validator }))
  const tag = { name: 'Tag', contentType: 'application/json', schema: '{"type": "string"}' }
  design = good(addModel(design, { apiId: 'a', model: tag }))
  const reference = 'https://apigateway.amazonaws.com/restapis/a/models/Tag'
  const schema = JSON.stringify({ type: 'object', properties: { tag: { $ref: reference } } })
  const pet = { name: 'Pet', contentType: 'application/json', schema }
  design = good(addModel(design, { apiId: 'a', model: pet }))
  return withGuard(design, {
    authorizationType: 'CUSTOM',
    authorizerId: 'auth',
    apiKeyRequired: true,
    requestValidatorId: 'v',
    requestModels: { 'application/json': 'Pet' },
    requestParameters: { 'method.request.querystring.page': true },
  })
}

/** `GET /pets` with other settings, valid or not. */
function withGuard(design: Design, settings: Partial<Method>): Design {
  const api = apiOf(design)
  const id = idOf(design, '/pets')
  const resource = api.resources[id]
  const method = resource?.methods.GET
  if (!resource || !method) throw new Error('the test design has GET /pets')
  const methods = { ...resource.methods, GET: { ...method, ...settings } }
  const resources = { ...api.resources, [id]: { ...resource, methods } }
  return { ...design, apis: { ...design.apis, a: { ...api, resources } } }
}

function methodAt(design: Design, path: string, verb: 'GET' | 'POST' = 'GET'): Method {
  const method = apiOf(design).resources[idOf(design, path)]?.methods[verb]
  if (!method) throw new Error(`there is no ${verb} ${path}`)
  return method
}

const guardAt = (design: Design, path: string, verb: 'GET' | 'POST' = 'GET') =>
  guardOf(apiOf(design), methodAt(design, path, verb))

describe('a fragment', () => {
  it('survives the clipboard as text', () => {
    const fragment = fragmentOf(guardedDesign(), '/pets')
    expect(parseFragment(JSON.stringify(fragment))).toEqual(fragment)
  })

  it('is not read from other text, nor from a fragment that somebody has damaged', () => {
    expect(parseFragment('GET /pets')).toBeUndefined()
    expect(parseFragment('{"format":"gatewright-fragment"')).toBeUndefined()
    expect(
      parseFragment('{"format":"gatewright-fragment","kind":"method","method":5}'),
    ).toBeUndefined()
    const deep = `{"format":"gatewright-fragment","kind":${'['.repeat(50_000)}`
    expect(parseFragment(deep)).toBeUndefined()
  })

  it('is pasted whole into another design', () => {
    const design = petDesign()
    const pasted = pastedInto(otherDesign(), fragmentOf(design, '/pets')).design
    const from = apiOf(design).resources[idOf(design, '/pets')]
    const to = apiOf(pasted).resources[idOf(pasted, '/pets')]
    expect(to?.methods).toEqual(from?.methods)
    expect(idOf(pasted, '/pets/{petId}')).toBeDefined()
  })
})

describe('a pasted method', () => {
  it('brings its authorizer, validator and models along into another design', () => {
    const design = guardedDesign()
    const fragment = fragmentOf(design, '/pets')
    const pasted = pastedInto(otherDesign(), fragment)
    expect(guardAt(pasted.design, '/pets')).toEqual(guardAt(design, '/pets'))
    expect(pasted.added).toEqual({
      authorizers: ['token'],
      requestValidators: ['all'],
      models: ['Pet', 'Tag'],
    })
    expect(pasteSentence(fragment, pasted)).toBe(
      '3 methods pasted with authorizer token, request validator all and models Pet and Tag.',
    )
  })

  it('uses what the API has already where it is identical', () => {
    const design = guardedDesign()
    const there = pastedInto(otherDesign(), fragmentOf(design, '/pets')).design
    const again = pastedInto(there, fragmentOf(design, '/pets'), '/', 'again')
    expect(again.added).toEqual({ authorizers: [], requestValidators: [], models: [] })
    expect(guardAt(again.design, '/pets-2')).toEqual(guardAt(design, '/pets'))
  })

  it('does not change what the API has under the same names', () => {
    const design = guardedDesign()
    let other = pastedInto(otherDesign(), fragmentOf(design, '/pets')).design
    const [id = ''] = Object.keys(apiOf(other).authorizers)
    const identityValidationExpression = 'x-.*'
    const change = { identityValidationExpression }
    other = good(updateAuthorizer(other, { apiId: 'a', id, change }))
    const api = apiOf(other)
    const tag = { name: 'Tag', contentType: 'application/json', schema: '{"type": "integer"}' }
    other = { ...other, apis: { a: { ...api, models: { ...api.models, Tag: tag } } } }
    const before = guardAt(other, '/pets')
    const pasted = pastedInto(other, fragmentOf(design, '/pets'), '/', 'again')
    expect(pasted.added).toEqual({
      authorizers: ['token-2'],
      requestValidators: [],
      models: ['Pet2', 'Tag2'],
    })
    expect(guardAt(pasted.design, '/pets')).toEqual(before)
    expect(guardAt(pasted.design, '/pets-2')).toEqual(guardAt(design, '/pets'))
  })

  it('follows an authorizer that was edited after the copy in the same API', () => {
    const design = guardedDesign()
    const fragment = fragmentOf(design, '/pets')
    const change = { identityValidationExpression: 'x-.*' }
    const edited = good(updateAuthorizer(design, { apiId: 'a', id: 'auth', change }))
    const pasted = pastedInto(edited, fragment)
    expect(pasted.added.authorizers).toEqual([])
    expect(guardAt(pasted.design, '/pets-2')).toEqual(guardAt(edited, '/pets'))
  })

  it('keeps a reference that is broken already as an error, even where the id exists by chance', () => {
    let design = guardedDesign()
    design = withGuard(design, { authorizerId: 'lost', requestValidatorId: 'lost' })
    const other = guardedDesign()
    const api = apiOf(other)
    const taken = { ...api.authorizers, lost: { ...api.authorizers['auth'], id: 'lost' } }
    const strange = {
      ...other,
      id: 'strange',
      apis: { a: { ...api, authorizers: taken } },
    } as Design // an authorizer of the same id
    const fragment = methodFragment(design, apiOf(design), methodAt(design, '/pets'))
    const pasted = pastedInto(strange, fragment, '/shops')
    const method = methodAt(pasted.design, '/shops', 'POST')
    expect(method.authorizationType).toBe('CUSTOM')
    expect(guardOf(apiOf(pasted.design), method).authorizer).toBe('missing')
    expect(guardOf(apiOf(pasted.design), method).validator).toBe('missing')
    const at = ['apis', 'a', 'resources', idOf(strange, '/shops'), 'methods', 'POST']
    const errors = lint(pasted.design).filter(
      (problem) =>
        problem.severity === 'error' && problem.at.join() === [...at, 'authorizerId'].join(),
    )
    expect(errors).toHaveLength(1)
    expect(pasted.withoutAuthorizer).toBe(1)
    expect(pasteSentence(fragment, pasted)).toBe(
      '1 method pasted. 1 method refers to an authorizer that was not copied: choose one, or every request is refused.',
    )
  })

  it('is refused where there is no API', () => {
    const fragment = fragmentOf(petDesign(), '/pets')
    const args = { apiId: 'gone', resourceId: 'x', fragment, nextId: countingIds() }
    expect(pasteFragment(petDesign(), args).ok).toBe(false)
  })
})

/** An API with guards of every kind, by chance. Names and ids are few, so that two such APIs clash. */
function randomApi(seed: number, name: string): Design {
  const random = seededRandom(seed)
  const pick = <T>(items: readonly T[]): T => {
    const item = items[Math.floor(random() * items.length)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }
  let design = { ...petDesign(), id: name }
  for (const id of ['one', 'two']) {
    if (random() < 0.3) continue
    const isCognito = random() < 0.5
    const authorizer = {
      id,
      name: pick(['first', 'second']),
      type: isCognito ? ('COGNITO_USER_POOLS' as const) : ('TOKEN' as const),
      identitySource: 'method.request.header.Authorization',
      providerARNs: isCognito
        ? [
            `arn:aws:cognito-idp:us-east-1:123456789012:userpool/${pick(['us-east-1_a', 'us-east-1_b'])}`,
          ]
        : [],
      ...(!isCognito && { authorizerUri: uri }),
    }
    const added = addAuthorizer(design, { apiId: 'a', authorizer })
    if (added.ok) design = added.value
    const validator = {
      id,
      name: pick(['first', 'second']),
      validateRequestBody: random() < 0.5,
      validateRequestParameters: random() < 0.5,
    }
    const withValidator = addRequestValidator(design, { apiId: 'a', validator })
    if (withValidator.ok) design = withValidator.value
  }
  const reference = 'https://apigateway.amazonaws.com/restapis/a/models/Tag'
  const models = {
    Tag: JSON.stringify({ type: pick(['string', 'integer']) }),
    Pet: JSON.stringify(pick([{ type: 'object' }, { type: 'array', items: { $ref: reference } }])),
  }
  for (const [model, schema] of Object.entries(models)) {
    if (model === 'Pet' && random() < 0.3) continue
    const value = { name: model, contentType: 'application/json', schema }
    design = good(addModel(design, { apiId: 'a', model: value }))
  }
  const api = apiOf(design)
  const guarded = (method: Method): Method => {
    const authorizerId = pick(['one', 'two', 'gone'])
    const type = api.authorizers[authorizerId]?.type
    const custom =
      type === 'COGNITO_USER_POOLS' ? ('COGNITO_USER_POOLS' as const) : ('CUSTOM' as const)
    const authorizationType = pick(['NONE', 'AWS_IAM', custom, custom] as const)
    return {
      ...method,
      authorizationType,
      ...(authorizationType === custom && { authorizerId }),
      authorizationScopes: authorizationType === custom && random() < 0.5 ? ['pets/read'] : [],
      apiKeyRequired: random() < 0.5,
      ...(random() < 0.5 && { requestValidatorId: pick(['one', 'two', 'gone']) }),
      requestModels: random() < 0.5 ? { 'application/json': pick(Object.keys(api.models)) } : {},
      requestParameters: { 'method.request.querystring.page': random() < 0.5 },
    }
  }
  const resources = Object.fromEntries(
    Object.values(api.resources).map((resource) => [
      resource.id,
      {
        ...resource,
        methods: Object.fromEntries(
          Object.entries(resource.methods).map(([verb, method]) => [verb, guarded(method)]),
        ),
      },
    ]),
  )
  return { ...design, apis: { a: { ...api, resources } as RestApi } } // methods under their own verbs
}

const guardsOf = (api: RestApi, below = '') =>
  Object.fromEntries(
    methodsOf(api).flatMap(({ path, method }) =>
      path.startsWith(below || '/')
        ? [[`${method.httpMethod} ${path.slice(below.length)}`, guardOf(api, method)] as const]
        : [],
    ),
  )

describe('no method is guarded differently from its source', () => {
  it.each(Array.from({ length: 200 }, (_, seed) => seed))('after a paste, seed %i', (seed) => {
    const source = randomApi(seed, 'source')
    const target = randomApi(seed + 10_000, 'target')
    const before = guardsOf(apiOf(target))
    const { design } = pastedInto(target, fragmentOf(source, '/pets'))
    const after = guardsOf(apiOf(design))
    expect(guardsOf(apiOf(design), '/pets-2')).toEqual(guardsOf(apiOf(source), '/pets'))
    for (const [name, guard] of Object.entries(before)) expect(after[name]).toEqual(guard)
  })

  it.each(Array.from({ length: 200 }, (_, seed) => seed))('after a merge, seed %i', (seed) => {
    const definition = apiOf(randomApi(seed, 'source'))
    const target = randomApi(seed + 10_000, 'target')
    const merged = good(putApi(target, { apiId: 'a', definition, mode: 'merge' }))
    // the definition counts where both have something; a reference that is broken there may be whole here
    const isBroken = (value: unknown) => JSON.stringify(value).includes('missing')
    const after = guardsOf(apiOf(merged))
    for (const [name, guard] of Object.entries(guardsOf(definition))) {
      if (!isBroken(guard)) expect(after[name]).toEqual(guard)
      else expect(after[name]?.authorizationType).toBe(guard.authorizationType)
    }
  })
})

describe('a merge of a saved design that was changed since', () => {
  it('keeps apart what has the same id and another name', () => {
    const saved = guardedDesign()
    const change = { name: 'renamed', identityValidationExpression: 'x-.*' }
    const now = good(updateAuthorizer(saved, { apiId: 'a', id: 'auth', change }))
    const api = apiOf(now)
    const shops = idOf(now, '/shops')
    const moved = { ...api.resources[shops], pathPart: 'stores' }
    const changed = {
      ...now,
      apis: { a: { ...api, resources: { ...api.resources, [shops]: moved } } },
    } as Design // a resource under another name
    const merged = good(putApi(changed, { apiId: 'a', definition: apiOf(saved), mode: 'merge' }))
    expect(resourcesByPath(apiOf(merged)).map(({ path }) => path)).toEqual([
      '/',
      '/pets',
      '/pets/{petId}',
      '/shops',
      '/stores',
    ])
    expect(guardAt(merged, '/pets')).toEqual(guardAt(saved, '/pets'))
    expect(
      Object.values(apiOf(merged).authorizers)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['renamed', 'token'])
  })
})
