import { describe, expect, it } from 'vitest'
import type { Address } from '../address.ts'
import { formatAddress } from '../address.ts'
import { emptyDesign } from '../operations/designs.ts'
import { design as designSchema } from '../schema/design.ts'
import type { Design } from '../schema/design.ts'
import { httpApiOf, routeId } from './httpExample.ts'
import { fixAll, fixOf, lint } from './lint.ts'
import type { Example, Part } from './rule.ts'
import { rules } from './rules/index.ts'

/** The address of a method of an example, or of a part of it: `inMethod('GET /pets', 'integration')`. */
export function inMethod(name: string, ...rest: readonly string[]): Address {
  const [verb = '', path = ''] = name.split(' ')
  return [...inResource(path), 'methods', verb, ...rest]
}

/** The address of a resource of an example. */
export function inResource(path: string, ...rest: readonly string[]): Address {
  return inRestApi('resources', resourceId(path), ...rest)
}

/** The address of a part of an example's API. */
export function inRestApi(...rest: readonly string[]): Address {
  return ['apis', 'a', ...rest]
}

/** The address of the HTTP API of an example, or of a part of it. */
export function inHttpApi(...rest: readonly string[]): Address {
  return ['apis', 'h', ...rest]
}

/** The address of a route of an example, or of a part of it: `inRoute('GET /pets', 'target')`. */
export function inRoute(routeKey: string, ...rest: readonly string[]): Address {
  return inHttpApi('routes', routeId(routeKey), ...rest)
}

/** The address of the integration that a route of an example has of its own, or of a part of it. */
export function inRouteIntegration(routeKey: string, ...rest: readonly string[]): Address {
  return inHttpApi('integrations', routeId(routeKey), ...rest)
}

/** `/pets/{petId}`: `pets-petId`; the root: `root`. */
function resourceId(path: string): string {
  return (
    path
      .split('/')
      .filter((part) => part !== '')
      .join('-')
      .replace(/[{}+]/g, '') || 'root'
  )
}

/** The design of an example: what it does not say is sound. */
export function designOf(example: Example): Design {
  const { routes, httpApi, access, identities, backends } = example
  const isHttp = routes !== undefined || httpApi !== undefined
  return designSchema.parse({
    ...emptyDesign('Example', () => 'd'),
    apis: isHttp ? { h: httpApiOf(example) } : { a: restApiOf(example) },
    access: { ...access },
    identities: { ...identities },
    backends: { ...backends },
  })
}

function restApiOf({ methods = { 'GET /pets': {} }, api }: Example): object {
  const resources: Record<
    string,
    { id: string; parentId?: string; pathPart?: string; methods: object }
  > = { root: { id: 'root', methods: {} } }
  for (const [name, part] of Object.entries(methods)) {
    const [httpMethod = '', path = ''] = name.split(' ')
    let parentPath = ''
    for (const pathPart of path.split('/').filter((each) => each !== '')) {
      const id = resourceId(`${parentPath}/${pathPart}`)
      resources[id] ??= { id, parentId: resourceId(parentPath), pathPart, methods: {} }
      parentPath += `/${pathPart}`
    }
    Object.assign(resources[resourceId(path)]?.methods ?? {}, {
      [httpMethod]: soundMethod(httpMethod, part),
    })
  }
  return {
    protocol: 'REST',
    id: 'a',
    name: 'pets',
    endpointConfiguration: { types: ['REGIONAL'] },
    rootResourceId: 'root',
    resources,
    ...api,
  }
}

const answers = {
  '200': { statusCode: '200' },
  '400': { statusCode: '400', selectionPattern: '4\\d{2}' },
  '502': {
    statusCode: '502',
    selectionPattern: '5\\d{2}',
    responseTemplates: { 'application/json': '{"message": "Try again later."}' },
  },
}
const functionUri =
  'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:pets/invocations'

/** Integrations that no rule has anything to say about. */
const soundIntegrations: Readonly<Record<string, Part>> = {
  MOCK: {
    requestTemplates: { 'application/json': '{"statusCode": 200}' },
    integrationResponses: { '200': { statusCode: '200' } },
  },
  HTTP: {
    httpMethod: 'GET',
    uri: 'https://pets.example.com/pets',
    integrationResponses: answers,
  },
  HTTP_PROXY: { httpMethod: 'GET', uri: 'https://pets.example.com/pets' },
  AWS: {
    httpMethod: 'POST',
    uri: 'arn:aws:apigateway:us-east-1:dynamodb:action/Query',
    credentials: 'arn:aws:iam::123456789012:role/pets',
    requestTemplates: { 'application/json': '{"TableName": "pets"}' },
    passthroughBehavior: 'NEVER',
    integrationResponses: answers,
  },
  AWS_PROXY: { httpMethod: 'POST', uri: functionUri },
}

function soundMethod(httpMethod: string, part: Part): object {
  const given = part['integration'] as Part | null | undefined // examples are written by hand
  const type = String(given?.['type'] ?? (httpMethod === 'OPTIONS' ? 'MOCK' : 'HTTP'))
  const integration = { type, ...soundIntegrations[type], ...given }
  const responses = Object.entries(
    (integration as { integrationResponses?: Record<string, Part> }).integrationResponses ?? {},
  )
  const methodResponses = Object.fromEntries(
    responses.map(([statusCode, { responseParameters = {} }]) => [
      statusCode,
      {
        statusCode,
        responseParameters: Object.fromEntries(
          Object.keys(responseParameters as object).map((name) => [name, false]),
        ),
      },
    ]),
  )
  return {
    httpMethod,
    authorizationType: httpMethod === 'OPTIONS' ? 'NONE' : 'AWS_IAM',
    methodResponses,
    ...part,
    integration: given === null ? undefined : integration,
  }
}

/** What a rule finds in an example. */
export function foundBy(ruleId: string, example: Example) {
  return lint(designOf(example)).filter((problem) => problem.ruleId === ruleId)
}

/**
 * The tests of a rule: its bad example is found at its place and its good one is not, nor has another rule anything
 * against the good one; further designs are found, or left alone; where it has a fix, nothing is left to find after it.
 */
export function testRule(
  ruleId: string,
  told: {
    /** Where the rule's own bad example is found. */
    readonly at: Address | readonly Address[]
    readonly alsoFound?: Readonly<Record<string, readonly [Example, Address]>>
    readonly alsoSound?: Readonly<Record<string, Example>>
    /** False where the bad example is one that the rule's fix leaves alone. */
    readonly isFixed?: boolean
  },
): void {
  const rule = rules[ruleId]
  if (!rule) throw new Error(`there is no rule ${ruleId}`)
  const places = (Array.isArray(told.at[0]) ? told.at : [told.at]) as readonly Address[] // one address is a list of texts
  const placesIn = (example: Example) => foundBy(ruleId, example).map(({ at }) => formatAddress(at))
  describe(ruleId, () => {
    it('finds its bad example at its place', () => {
      expect(placesIn(rule.bad)).toEqual(places.map(formatAddress))
    })
    it('has nothing against its good example, and no other rule has', () => {
      expect(placesIn(rule.good)).toEqual([])
      expect(
        lint(designOf(rule.good))
          .filter(({ severity }) => severity !== 'info')
          .map(({ code, at }) => `${code} ${formatAddress(at)}`),
      ).toEqual([])
    })
    for (const [what, [example, at]] of Object.entries(told.alsoFound ?? {})) {
      it(`finds ${what}`, () => {
        expect(placesIn(example)).toEqual([formatAddress(at)])
      })
    }
    for (const [what, example] of Object.entries(told.alsoSound ?? {})) {
      it(`leaves alone ${what}`, () => {
        expect(placesIn(example)).toEqual([])
      })
    }
    if (rule.fix && told.isFixed !== false) {
      it('leaves nothing to find once fixed, one by one or all at once', () => {
        const bad = designOf(rule.bad)
        const problems = lint(bad).filter((problem) => problem.ruleId === ruleId)
        let fixed = bad
        for (const problem of problems) {
          const result = fixOf(problem)?.(fixed)
          expect(result?.problems).toEqual([])
          if (result?.ok) fixed = result.value
        }
        const serious = (design: Design) =>
          lint(design)
            .filter(({ severity }) => severity !== 'info')
            .map(({ code }) => code)
        expect(lint(fixed).filter((problem) => problem.ruleId === ruleId)).toEqual([])
        const before = new Set(serious(bad))
        expect(serious(fixed).filter((code) => !before.has(code))).toEqual([])
        expect(fixAll(bad, ruleId)).toMatchObject({ ok: true, value: fixed })
      })
    }
  })
}
