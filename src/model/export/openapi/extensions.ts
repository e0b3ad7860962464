import type { Json } from '../../schema/json.ts'
import { isObject } from './objects.ts'
import type { JsonObject } from './objects.ts'

export type Extensions = 'apigateway' | 'integrations' | 'authorizers' | 'documentation'

/** Extensions of the service by the word that asks for them. */
const extensionMembers: readonly (readonly [word: Extensions, members: RegExp])[] = [
  ['integrations', /^x-amazon-apigateway-(integrations?|request-validator)$/],
  ['authorizers', /^x-amazon-apigateway-authorizer$/],
  ['documentation', /^x-amazon-apigateway-documentation$/],
  [
    'apigateway',
    /^x-amazon-apigateway-(request-validators|gateway-responses|policy|api-key-source|binary-media-types|minimum-compression-size|endpoint-configuration|security-policy|endpoint-access-mode|cors|importexport-version|tag-value)$/,
  ],
]

/** True when a word is asked for itself, or by `apigateway`, which stands for integrations and authorizers too. */
export function isAskedFor(word: Extensions, extensions: ReadonlySet<Extensions>): boolean {
  const isImplied = word === 'integrations' || word === 'authorizers'
  return extensions.has(word) || (isImplied && extensions.has('apigateway'))
}

/** A document without the extensions of the service that are not asked for. */
export function withoutExtensions(
  document: JsonObject,
  extensions: ReadonlySet<Extensions>,
): JsonObject {
  const unwanted = extensionMembers
    .filter(([word]) => !isAskedFor(word, extensions))
    .map(([, members]) => members)
  if (unwanted.length === 0) return document
  const walk = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(walk)
    return isObject(value) ? walkObject(value) : value
  }
  const walkObject = (value: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => !unwanted.some((members) => members.test(name)))
        .map(([name, member]) => [name, walk(member)]),
    )
  return walkObject(document)
}
