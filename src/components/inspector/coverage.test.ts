import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  apiKeySchema,
  domainNameSchema,
  httpApiSchema,
  openIdConnectIssuerSchema,
  principalSchema,
  restApiSchema,
  usagePlanSchema,
  userPoolSchema,
  vpcLinkSchema,
  vpcLinkV2Schema,
} from '../../model/index.ts'

/** The sources of every form, as one text. */
function formSources(folder = new URL('.', import.meta.url)): string {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => {
      if (entry.isDirectory()) return formSources(new URL(`${entry.name}/`, folder))
      if (!/\.tsx?$/.test(entry.name) || entry.name.endsWith('.test.ts')) return ''
      return readFileSync(new URL(entry.name, folder), 'utf8')
    })
    .join('\n')
}

/** Members that no form has, and why. */
const withoutForm: Readonly<Record<string, string>> = {
  id: 'made with the thing, never changed',
  protocol: 'chosen with the API',
  rootResourceId: 'made with the API',
  retained: 'what an import keeps for its own format',
  snapshot: 'a deployment never changes',
  statusCode: 'the key of a response: its form adds and removes it',
  integrationTarget: 'kept from imports; the service reads it off the VPC link',
  signingKey: 'made for each session; kept from files that have one',
  publicKeys: 'kept from files that have them',
  ownershipVerificationCertificateArn: 'kept from imports; a matter of the certificate',
  endpointAccessMode: 'of a domain name, kept from imports',
  routingMode: 'kept from imports; routing rules are not drawn',
  ipAddressType: 'of a domain name, kept from imports',
  truststoreVersion: 'kept from imports',
  apiMappingId: 'made with the mapping, never changed',
  routeResponses: 'of WebSocket APIs, kept from imports',
  routeResponseKey: 'of WebSocket APIs, kept from imports',
  integrationResponseKey: 'of WebSocket APIs, kept from imports',
  authType: 'kept from imports; the service ignores it',
}

interface Definition {
  readonly properties?: Readonly<Record<string, Definition>>
  readonly additionalProperties?: Definition | boolean
  readonly items?: Definition
  readonly anyOf?: readonly Definition[]
  readonly oneOf?: readonly Definition[]
  readonly $ref?: string
}

/** Names of all properties of a JSON Schema, maps and lists looked through. */
function propertyNames(
  schema: Definition,
  all: Readonly<Record<string, Definition>>,
  seen = new Set<Definition>(),
): Set<string> {
  if (seen.has(schema)) return new Set()
  seen.add(schema)
  const referred = schema.$ref === undefined ? undefined : all[schema.$ref.split('/').at(-1) ?? '']
  const inner = [
    ...Object.values(schema.properties ?? {}),
    ...(typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : []),
    ...(schema.items ? [schema.items] : []),
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
    ...(referred ? [referred] : []),
  ]
  const names = new Set(Object.keys(schema.properties ?? {}))
  for (const one of inner) for (const name of propertyNames(one, all, seen)) names.add(name)
  return names
}

const schemas = {
  'a REST API': restApiSchema,
  'an API key': apiKeySchema,
  'a usage plan': usagePlanSchema,
  'an HTTP API': httpApiSchema,
  'a VPC link': vpcLinkSchema,
  'a VPC link for HTTP APIs': vpcLinkV2Schema,
  'an OpenID Connect issuer': openIdConnectIssuerSchema,
  'a custom domain name': domainNameSchema,
  'an IAM principal': principalSchema,
  'a user pool': userPoolSchema,
}

describe('the inspector', () => {
  const sources = formSources()
  const namesOf = (schema: (typeof schemas)[keyof typeof schemas]) => {
    const root = schema.toJSONSchema({ unrepresentable: 'any', io: 'input' }) as Definition & {
      readonly $defs?: Readonly<Record<string, Definition>>
    }
    return [...propertyNames(root, root.$defs ?? {})]
  }

  it.each(Object.entries(schemas))(
    'has a form for every property of %s, or a reason to have none',
    (_name, schema) => {
      const missing = namesOf(schema).filter(
        (name) => withoutForm[name] === undefined && !new RegExp(`\\b${name}\\b`).test(sources),
      )
      expect(missing).toEqual([])
    },
  )

  it('gives no reason for a property that is not there', () => {
    const names = Object.values(schemas).flatMap(namesOf)
    expect(names.length).toBeGreaterThan(100)
    expect(Object.keys(withoutForm).filter((name) => !names.includes(name))).toEqual([])
  })
})
