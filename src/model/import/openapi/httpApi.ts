import { entries, isObject, member, textMember } from './reader.ts'
import type { JsonObject } from './reader.ts'

/** What shows that a document describes an HTTP API, and where it is. */
export interface HttpApiSign {
  /** `POST /jobs has integrationSubtype` */
  readonly sentence: string
  readonly pointer: readonly string[]
}

const integrationExtension = 'x-amazon-apigateway-integration'
const authorizerExtension = 'x-amazon-apigateway-authorizer'

/**
 * The first thing in an OpenAPI document that HTTP APIs have and REST APIs do not; `undefined` when there is none.
 * Source: developer guide, x-amazon-apigateway extensions for HTTP APIs.
 */
export function httpApiSign(root: JsonObject): HttpApiSign | undefined {
  const cors = 'x-amazon-apigateway-cors'
  if (member(root, cors) !== undefined) {
    return { sentence: `it has ${cors}`, pointer: [cors] }
  }
  for (const [path, item] of entries(member(root, 'paths'))) {
    for (const [verb, operation] of entries(item)) {
      const pointer = ['paths', path, verb, integrationExtension]
      const sign = ofIntegration(member(operation, integrationExtension))
      if (sign === undefined) continue
      const name = verb === 'x-amazon-apigateway-any-method' ? 'ANY' : verb.toUpperCase()
      return {
        sentence: `${name} ${path} has ${sign.words}`,
        pointer: [...pointer, sign.property],
      }
    }
  }
  const components = member(root, 'components')
  for (const [name, integration] of entries(
    member(components, 'x-amazon-apigateway-integrations'),
  )) {
    const sign = ofIntegration(integration)
    if (sign === undefined) continue
    const pointer = ['components', 'x-amazon-apigateway-integrations', name, sign.property]
    return { sentence: `the integration ${name} has ${sign.words}`, pointer }
  }
  for (const [name, scheme] of entries(member(components, 'securitySchemes'))) {
    const authorizer = member(scheme, authorizerExtension)
    const isJwt = textMember(authorizer, 'type')?.toLowerCase() === 'jwt'
    const property = isJwt ? 'type' : 'authorizerPayloadFormatVersion'
    if (!isJwt && textMember(authorizer, property) !== '2.0') continue
    return {
      sentence: `the authorizer ${name} has ${isJwt ? 'the type jwt' : `${property} 2.0`}`,
      pointer: ['components', 'securitySchemes', name, authorizerExtension, property],
    }
  }
  return undefined
}

function ofIntegration(
  integration: Parameters<typeof member>[0],
): { readonly property: string; readonly words: string } | undefined {
  if (!isObject(integration)) return undefined
  if (member(integration, 'integrationSubtype') !== undefined) {
    return { property: 'integrationSubtype', words: 'an integrationSubtype' }
  }
  // documents of REST APIs carry payloadFormatVersion 1.0 too
  const property = 'payloadFormatVersion'
  const version = textMember(integration, property)
  return version === '2.0' || version === '2' ? { property, words: `${property} 2.0` } : undefined
}
