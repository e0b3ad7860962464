import type { Address } from '../address.ts'
import type { MethodFacts, RestApiFacts, StageVariableUse } from './facts.ts'

/** `$stageVariables.x`, `${stageVariables.x}`, `stageVariables.x`, `$stageVariables['x']`. */
const reference = /stageVariables(?:\.([A-Za-z0-9_]+)|\[\s*['"]([A-Za-z0-9_]+)['"]\s*\])/g

/** Methods are replaced when they change: the uses of one stand as long as it does. */
const inMethods = new WeakMap<MethodFacts, readonly StageVariableUse[]>()

/** Every stage variable that a REST API reads, once for each place. */
export function stageVariableUsesOf(api: RestApiFacts): StageVariableUse[] {
  const ofMethods = api.methods.flatMap((method) => {
    const uses = inMethods.get(method) ?? textsOfMethod(method).flatMap(usesIn)
    inMethods.set(method, uses)
    return uses
  })
  return [...ofMethods, ...textsOfApi(api).flatMap(usesIn)]
}

/** The stage variables that a text reads. */
export function usesIn({ text, at, user }: PlacedText): StageVariableUse[] {
  if (!text.includes('stageVariables')) return []
  const names = [...text.matchAll(reference)].map((match) => match[1] ?? match[2] ?? '')
  return [...new Set(names)].map((name) => ({ name, at, user }))
}

/** A text in which the service replaces stage variables. */
export interface PlacedText {
  readonly text: string
  readonly at: Address
  readonly user: string
}

/** The values of a map, as texts with their places. */
export function members(
  map: Readonly<Record<string, string>>,
  place: Address,
  user: string,
): PlacedText[] {
  return Object.entries(map).map(([key, text]) => ({ text, at: [...place, key], user }))
}

/** The texts of a method in which the service looks for stage variables. */
function textsOfMethod(method: MethodFacts): PlacedText[] {
  const { name: user, integration, integrationAt, responses, templates } = method
  if (!integration) return []
  const addressed =
    integration.type === 'MOCK'
      ? []
      : (['uri', 'credentials', 'connectionId'] as const).flatMap((property) => {
          const text = integration[property]
          return text === undefined ? [] : [{ text, at: [...integrationAt, property], user }]
        })
  return [
    ...addressed,
    ...members(integration.requestParameters, [...integrationAt, 'requestParameters'], user),
    ...responses.flatMap(({ response, at }) =>
      members(response.responseParameters, [...at, 'responseParameters'], user),
    ),
    ...templates.map(({ text, at }) => ({ text, at, user })),
  ]
}

/** Those of an API beside its methods. */
function textsOfApi({ api, at }: RestApiFacts): PlacedText[] {
  const ofGateway = Object.values(api.gatewayResponses).flatMap((response) => {
    const place = [...at, 'gatewayResponses', response.responseType]
    const user = `The gateway response ${response.responseType}`
    return [
      ...members(response.responseTemplates, [...place, 'responseTemplates'], user),
      ...members(response.responseParameters, [...place, 'responseParameters'], user),
    ]
  })
  const ofAuthorizers = Object.values(api.authorizers).flatMap((authorizer) => {
    const user = `The authorizer ${authorizer.name}`
    return (['authorizerUri', 'identitySource'] as const).flatMap((property) => {
      const text = authorizer[property]
      const place = [...at, 'authorizers', authorizer.id, property]
      return text === undefined ? [] : [{ text, at: place, user }]
    })
  })
  return [...ofGateway, ...ofAuthorizers]
}
