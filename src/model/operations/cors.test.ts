import { describe, expect, it } from 'vitest'
import { countingIds } from '../ids.ts'
import type { Result } from '../result.ts'
import type { Design } from '../schema/design.ts'
import type { Integration } from '../schema/integrations/index.ts'
import { corsSettingsOf, defaultCorsHeaders, enableCors } from './cors.ts'
import { emptyDesign } from './designs.ts'
import { putIntegration } from './integrations.ts'
import { addMethod, updateMethod } from './methods.ts'
import { addRestApi, updateRestApi } from './restApis.ts'

function taken<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problems[0]?.message)
  return result.value
}

const settings = { origin: '*', headers: defaultCorsHeaders, allowCredentials: false }
const ref = { apiId: 'api', resourceId: 'root' }
const shared = {
  requestParameters: {},
  requestTemplates: {},
  passthroughBehavior: 'WHEN_NO_MATCH' as const,
  timeoutInMillis: 29_000,
  cacheKeyParameters: [],
}
const mock: Integration = {
  ...shared,
  type: 'MOCK',
  integrationResponses: {
    '200': { statusCode: '200', responseParameters: {}, responseTemplates: {} },
    '404': {
      statusCode: '404',
      selectionPattern: '404',
      responseParameters: {},
      responseTemplates: {},
    },
  },
}
const proxy: Integration = {
  ...shared,
  type: 'HTTP_PROXY',
  uri: 'https://example.com',
  httpMethod: 'ANY',
  connectionType: 'INTERNET',
  integrationResponses: {},
}

function drawn(integrations: Readonly<Record<string, Integration>>): Design {
  let design = taken(
    addRestApi(emptyDesign('d', countingIds()), {
      apiId: 'api',
      rootResourceId: 'root',
      name: 'Pets',
    }),
  )
  for (const [verb, integration] of Object.entries(integrations)) {
    const method = { ...ref, httpMethod: verb as 'GET' }
    design = taken(putIntegration(taken(addMethod(design, method)), { ...method, integration }))
  }
  return design
}

function methodsIn(design: Design) {
  const api = design.apis['api']
  if (api?.protocol !== 'REST') throw new Error('no API')
  return { methods: api.resources['root']?.methods ?? {}, gateway: api.gatewayResponses }
}

const origin = 'method.response.header.Access-Control-Allow-Origin'

describe('enabling CORS', () => {
  it('answers the preflight and puts the header on every response, declared and mapped', () => {
    const { design, changes } = taken(
      enableCors(drawn({ GET: mock, POST: mock }), { ...ref, settings }),
    )
    const { methods, gateway } = methodsIn(design)
    expect(methods.OPTIONS?.integration?.integrationResponses['200']?.responseParameters).toEqual({
      [origin]: "'*'",
      'method.response.header.Access-Control-Allow-Headers':
        "'Content-Type,X-Amz-Date,Authorization,X-Api-Key,X-Amz-Security-Token'",
      'method.response.header.Access-Control-Allow-Methods': "'GET,OPTIONS,POST'",
    })
    for (const status of ['200', '404']) {
      const { GET } = methods
      expect(GET?.integration?.integrationResponses[status]?.responseParameters).toEqual({
        [origin]: "'*'",
      })
      expect(GET?.methodResponses[status]?.responseParameters).toEqual({ [origin]: false })
    }
    expect(gateway.DEFAULT_4XX?.responseParameters).toEqual({
      'gatewayresponse.header.Access-Control-Allow-Origin': "'*'",
    })
    expect(changes.map(({ outcome }) => outcome)).toEqual(Array(7).fill('changed'))
  })

  it('changes nothing the second time', () => {
    const once = taken(enableCors(drawn({ GET: mock }), { ...ref, settings })).design
    const twice = taken(enableCors(once, { ...ref, settings }))
    expect(twice.design).toBe(once)
    expect(twice.changes).toEqual([])
  })

  it('changes the origin of a resource that has it, everywhere, and takes credentials back', () => {
    const named = { ...settings, origin: 'https://a.example', allowCredentials: true }
    const once = taken(enableCors(drawn({ GET: mock }), { ...ref, settings: named })).design
    expect(corsSettingsOf(once, ref)).toEqual(named)
    const other = { ...settings, origin: 'https://b.example' }
    const { design, changes } = taken(enableCors(once, { ...ref, settings: other }))
    expect(corsSettingsOf(design, ref)).toEqual(other)
    const text = JSON.stringify(design)
    expect(text).not.toContain('a.example')
    expect(text).not.toContain('Allow-Credentials')
    expect(changes.map((change) => change.text)).toContainEqual(
      expect.stringContaining(
        'DEFAULT_4XX carries Access-Control-Allow-Origin https://b.example instead of https://a.example',
      ),
    )
    const { methods, gateway } = methodsIn(design)
    expect(methods.GET?.methodResponses['200']?.responseParameters).toEqual({ [origin]: false })
    expect(gateway.DEFAULT_5XX?.responseParameters).toEqual({
      'gatewayresponse.header.Access-Control-Allow-Origin': "'https://b.example'",
    })
    expect(taken(enableCors(design, { ...ref, settings: other })).changes).toEqual([])
  })

  it('lets the preflight through where it was authorized, and where every body is binary', () => {
    const before = taken(
      updateMethod(drawn({ GET: mock, OPTIONS: mock }), {
        ...ref,
        httpMethod: 'OPTIONS',
        change: { authorizationType: 'AWS_IAM', apiKeyRequired: true },
      }),
    )
    const binary = taken(
      updateRestApi(before, { apiId: 'api', change: { binaryMediaTypes: ['*/*'] } }),
    )
    const { methods } = methodsIn(taken(enableCors(binary, { ...ref, settings })).design)
    expect(methods.OPTIONS).toMatchObject({
      authorizationType: 'NONE',
      apiKeyRequired: false,
      integration: { contentHandling: 'CONVERT_TO_TEXT' },
    })
  })

  it('is read back of nothing that the gateway does not answer itself', () => {
    expect(corsSettingsOf(drawn({ GET: mock }), ref)).toBeUndefined()
    expect(corsSettingsOf(drawn({ OPTIONS: proxy }), ref)).toBeUndefined()
    expect(corsSettingsOf(drawn({ OPTIONS: mock }), ref)).toBeUndefined()
  })

  it('says of methods without a response that there is nothing to put the header on', () => {
    const bare = taken(addMethod(drawn({}), { ...ref, httpMethod: 'GET' }))
    const empty = drawn({ GET: { ...mock, integrationResponses: {} } })
    for (const design of [bare, empty]) {
      const { changes } = taken(enableCors(design, { ...ref, settings }))
      expect(changes.filter(({ outcome }) => outcome === 'kept')).toHaveLength(1)
    }
  })

  it('says of proxies that their backend has to send the header', () => {
    const { design, changes } = taken(enableCors(drawn({ ANY: proxy }), { ...ref, settings }))
    expect(changes.find(({ outcome }) => outcome === 'kept')?.text).toContain('its backend has to')
    expect(methodsIn(design).methods.ANY?.methodResponses).toEqual(
      methodsIn(drawn({ ANY: proxy })).methods.ANY?.methodResponses,
    )
  })

  it.each<[string, Partial<typeof settings>, string]>([
    ['an origin with a path', { origin: 'https://a.example/x' }, 'cors/origin'],
    ['an origin with a quote', { origin: "https://a'b" }, 'cors/origin'],
    ['a header with a blank', { headers: ['X Y'] }, 'cors/header'],
    ['credentials for every origin', { allowCredentials: true }, 'cors/credentials'],
  ])('refuses %s', (_what, change, code) => {
    const result = enableCors(drawn({ GET: mock }), {
      ...ref,
      settings: { ...settings, ...change },
    })
    expect(result.ok ? undefined : result.problems[0]?.code).toBe(code)
  })

  it('refuses where OPTIONS has a backend of its own', () => {
    const result = enableCors(drawn({ OPTIONS: proxy }), { ...ref, settings })
    expect(result.ok ? undefined : result.problems[0]?.code).toBe('cors/options-has-backend')
  })
})
