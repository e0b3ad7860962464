import type { Json } from '../../schema/json.ts'
import { entries, isObject, member, textMember } from './reader.ts'
import type { JsonObject } from './reader.ts'

/** The kinds of API that OpenAPI documents describe. */
export type DocumentKind = 'REST' | 'HTTP'

/** A part of a document that only one kind of API has, and where it is. */
export interface KindSign {
  readonly kind: DocumentKind
  /** `POST /jobs has integrationSubtype` */
  readonly sentence: string
  readonly pointer: readonly string[]
  /** True for what the other kind's documents carry too at times, by mistake or by habit. */
  readonly isWeak: boolean
}

/** What the content of a document says about its kind. */
export interface KindEvidence {
  /** Absent when nothing in the document decides. */
  readonly kind?: DocumentKind
  readonly signs: readonly KindSign[]
}

/** How a member shows the kind: always, or for some of its values. */
interface MemberSign {
  readonly name: string
  readonly kind: DocumentKind
  readonly isWeak?: boolean
  readonly shows?: (value: Json) => boolean
}

const anyOf =
  (...texts: readonly string[]) =>
  (value: Json) =>
    texts.includes(String(value).toLowerCase())

const hasKey = (pattern: RegExp) => (value: Json) =>
  entries(value).some(([name]) => pattern.test(name))

const hasItems = (value: Json) => !Array.isArray(value) || value.length > 0

/** Source: developer guide, OpenAPI extensions: the protocols that each one is for. */
const rootSigns: readonly MemberSign[] = [
  { name: 'x-amazon-apigateway-cors', kind: 'HTTP' },
  { name: 'x-amazon-apigateway-importexport-version', kind: 'HTTP' },
  { name: 'swagger', kind: 'REST' },
  { name: 'x-amazon-apigateway-api-key-source', kind: 'REST' },
  { name: 'x-amazon-apigateway-binary-media-types', kind: 'REST' },
  { name: 'x-amazon-apigateway-documentation', kind: 'REST' },
  { name: 'x-amazon-apigateway-endpoint-access-mode', kind: 'REST' },
  { name: 'x-amazon-apigateway-gateway-responses', kind: 'REST' },
  { name: 'x-amazon-apigateway-minimum-compression-size', kind: 'REST' },
  { name: 'x-amazon-apigateway-policy', kind: 'REST' },
  { name: 'x-amazon-apigateway-request-validator', kind: 'REST' },
  { name: 'x-amazon-apigateway-request-validators', kind: 'REST' },
  { name: 'x-amazon-apigateway-security-policy', kind: 'REST' },
]

const operationSigns: readonly MemberSign[] = [
  { name: 'isDefaultRoute', kind: 'HTTP', shows: (value) => value === true },
  { name: 'x-amazon-apigateway-request-validator', kind: 'REST' },
]

const integrationSigns: readonly MemberSign[] = [
  { name: 'integrationSubtype', kind: 'HTTP' },
  { name: 'payloadFormatVersion', kind: 'HTTP', shows: anyOf('2.0', '2') },
  {
    name: 'requestParameters',
    kind: 'HTTP',
    shows: hasKey(/^(?:append|overwrite|remove):/),
  },
  { name: 'responseParameters', kind: 'HTTP', shows: hasKey(/^\d{3}$/) },
  { name: 'type', kind: 'REST', shows: anyOf('aws', 'http', 'mock') },
  { name: 'requestParameters', kind: 'REST', shows: hasKey(/^integration\.request\./) },
  { name: 'requestTemplates', kind: 'REST' },
  { name: 'responseTransferMode', kind: 'REST' },
  { name: 'cacheKeyParameters', kind: 'REST', isWeak: true, shows: hasItems },
  { name: 'cacheNamespace', kind: 'REST', isWeak: true },
  { name: 'contentHandling', kind: 'REST', isWeak: true },
  { name: 'passthroughBehavior', kind: 'REST', isWeak: true },
  { name: 'responses', kind: 'REST', isWeak: true },
]

const authorizerSigns: readonly MemberSign[] = [
  { name: 'type', kind: 'HTTP', shows: anyOf('jwt') },
  { name: 'jwtConfiguration', kind: 'HTTP' },
  { name: 'authorizerPayloadFormatVersion', kind: 'HTTP' },
  { name: 'enableSimpleResponses', kind: 'HTTP' },
  {
    name: 'identitySource',
    kind: 'HTTP',
    shows: (value) => typeof value === 'string' && value.startsWith('$request.'),
  },
  { name: 'type', kind: 'REST', shows: anyOf('token', 'cognito_user_pools') },
  { name: 'providerARNs', kind: 'REST' },
  { name: 'identityValidationExpression', kind: 'REST' },
  {
    name: 'identitySource',
    kind: 'REST',
    shows: (value) => typeof value === 'string' && value.startsWith('method.request.'),
  },
]

const endpointSigns: readonly MemberSign[] = [
  { name: 'vpcEndpointIds', kind: 'REST', shows: hasItems },
  { name: 'types', kind: 'REST', shows: hasItems },
]

const integrationExtension = 'x-amazon-apigateway-integration'
const integrationsExtension = 'x-amazon-apigateway-integrations'
const authorizerExtension = 'x-amazon-apigateway-authorizer'
const endpointExtension = 'x-amazon-apigateway-endpoint-configuration'

/** The signs of one kind that decide; further ones add nothing. */
const mostSigns = 1000

/**
 * What shows the kind of API that an OpenAPI document describes. Of a document with signs of both kinds, the kind with
 * more different certain signs is taken, then the one with more signs of any sort, then HTTP.
 */
export function kindEvidence(root: JsonObject): KindEvidence {
  const signs: KindSign[] = []
  const look = (
    value: Json | undefined,
    table: readonly MemberSign[],
    subject: string,
    pointer: readonly string[],
  ) => {
    if (!isObject(value) || signs.length >= mostSigns) return
    for (const { name, kind, shows, isWeak = false } of table) {
      const found = member(value, name)
      if (found === undefined || (shows && !shows(found))) continue
      const written = typeof found === 'string' || typeof found === 'number' ? ` ${found}` : ''
      const article = pointer.length === 0 ? name : `${name}${written}`
      signs.push({
        kind,
        isWeak,
        sentence: `${subject} has ${article}`,
        pointer: [...pointer, name],
      })
    }
  }
  look(root, rootSigns, 'the document', [])
  look(member(root, endpointExtension), endpointSigns, 'the endpoint configuration', [
    endpointExtension,
  ])
  const servers = member(root, 'servers')
  const server = Array.isArray(servers) ? servers[0] : undefined
  look(member(server, endpointExtension), endpointSigns, 'the endpoint configuration', [
    'servers',
    '0',
    endpointExtension,
  ])
  for (const [path, item] of entries(member(root, 'paths'))) {
    if (path === '/$default' && isObject(item)) {
      const pointer = ['paths', path]
      signs.push({ kind: 'HTTP', isWeak: false, sentence: 'it has the path /$default', pointer })
    }
    for (const [verb, operation] of entries(item)) {
      const name = verb === 'x-amazon-apigateway-any-method' ? 'ANY' : verb.toUpperCase()
      const pointer = ['paths', path, verb]
      look(operation, operationSigns, `${name} ${path}`, pointer)
      look(member(operation, integrationExtension), integrationSigns, `${name} ${path}`, [
        ...pointer,
        integrationExtension,
      ])
    }
  }
  const components = member(root, 'components')
  for (const [name, integration] of entries(member(components, integrationsExtension))) {
    const pointer = ['components', integrationsExtension, name]
    const sentence = `the document has ${integrationsExtension}`
    signs.push({ kind: 'HTTP', isWeak: false, sentence, pointer })
    look(integration, integrationSigns, `the integration ${name}`, pointer)
  }
  const schemes = ['components', 'securitySchemes']
  for (const [name, scheme] of entries(member(components, 'securitySchemes'))) {
    look(member(scheme, authorizerExtension), authorizerSigns, `the authorizer ${name}`, [
      ...schemes,
      name,
      authorizerExtension,
    ])
    const authType = textMember(scheme, 'x-amazon-apigateway-authtype')
    if (authType?.toLowerCase() !== 'cognito_user_pools') continue
    const pointer = [...schemes, name, 'x-amazon-apigateway-authtype']
    const sentence = `the security scheme ${name} has ${authType}`
    signs.push({ kind: 'REST', isWeak: false, sentence, pointer })
  }
  const kind = decided(signs)
  return { signs, ...(kind !== undefined && { kind }) }
}

/** Swagger 2.0 is a format of REST APIs alone; otherwise the weight of the signs decides. */
function decided(signs: readonly KindSign[]): DocumentKind | undefined {
  if (signs.length === 0) return undefined
  if (signs.some(({ pointer }) => pointer.length === 1 && pointer[0] === 'swagger')) return 'REST'
  const different = (kind: DocumentKind, withWeak: boolean) =>
    new Set(
      signs
        .filter((sign) => sign.kind === kind && (withWeak || !sign.isWeak))
        .map(({ pointer }) => `${pointer.length} ${pointer.at(-1)}`),
    ).size
  const certain = different('HTTP', false) - different('REST', false)
  const all = different('HTTP', true) - different('REST', true)
  return (certain === 0 ? all : certain) >= 0 ? 'HTTP' : 'REST'
}
