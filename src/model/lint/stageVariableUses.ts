import type { Address } from '../address.ts'
import type { ApiFacts } from './facts.ts'

/** A place of an API that reads a stage variable. */
export interface StageVariableUse {
  readonly name: string
  readonly at: Address
  /** What reads it, to begin a sentence with: `GET /pets`. */
  readonly user: string
}

/** `$stageVariables.x`, `${stageVariables.x}`, `stageVariables.x`, `$stageVariables['x']`. */
const reference = /stageVariables(?:\.([A-Za-z0-9_]+)|\[\s*['"]([A-Za-z0-9_]+)['"]\s*\])/g

/** Every stage variable that an API reads, once for each place. */
export function stageVariableUsesOf(api: ApiFacts): StageVariableUse[] {
  return textsOf(api).flatMap(({ text, at, user }) => {
    if (!text.includes('stageVariables')) return []
    const names = [...text.matchAll(reference)].map((match) => match[1] ?? match[2] ?? '')
    return [...new Set(names)].map((name) => ({ name, at, user }))
  })
}

interface PlacedText {
  readonly text: string
  readonly at: Address
  readonly user: string
}

/** The texts of an API in which the service looks for stage variables. */
function textsOf({ api, at, methods, templates }: ApiFacts): PlacedText[] {
  const members = (map: Readonly<Record<string, string>>, place: Address, user: string) =>
    Object.entries(map).map(([key, text]) => ({ text, at: [...place, key], user }))
  const ofMethods = methods.flatMap(({ name: user, integration, integrationAt, responses }) => {
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
      ...responses.flatMap(({ response, at: place }) =>
        members(response.responseParameters, [...place, 'responseParameters'], user),
      ),
    ]
  })
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
  const ofTemplates = templates.map(({ text, at: place, owner }) => ({
    text,
    at: place,
    user: owner.name,
  }))
  return [...ofMethods, ...ofTemplates, ...ofGateway, ...ofAuthorizers]
}
