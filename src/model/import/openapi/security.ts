import { own, withMember } from '../../operations/within.ts'
import type { Authorizer } from '../../schema/authorizer.ts'
import type { Json } from '../../schema/json.ts'
import type { Method } from '../../schema/method.ts'
import { dereferenced, entries, isObject, member, tell, textMember } from './reader.ts'
import type { Reader } from './reader.ts'

const types: Readonly<Record<string, Authorizer['type']>> = {
  token: 'TOKEN',
  request: 'REQUEST',
  cognito_user_pools: 'COGNITO_USER_POOLS',
}

function schemesPointer(reader: Reader): readonly string[] {
  return reader.dialect === 'swagger-2.0'
    ? ['securityDefinitions']
    : ['components', 'securitySchemes']
}

function scheme(reader: Reader, name: string): Json | undefined {
  let found: Json | undefined = reader.root
  for (const part of [...schemesPointer(reader), name]) found = member(found, part)
  return dereferenced(reader, found, [...schemesPointer(reader), name])
}

/** Every scheme with an authorizer extension becomes an authorizer, whether it is used or not. */
export function readAuthorizers(reader: Reader): void {
  let schemes: Json | undefined = reader.root
  for (const part of schemesPointer(reader)) schemes = member(schemes, part)
  for (const [name] of entries(schemes)) {
    const pointer = [...schemesPointer(reader), name]
    const definition = scheme(reader, name)
    const extension = member(definition, 'x-amazon-apigateway-authorizer')
    if (!isObject(extension)) continue
    const type = own(types, textMember(extension, 'type')?.toLowerCase() ?? '')
    if (!type) {
      tell(
        reader,
        'warning',
        'authorizer-type',
        `The authorizer ${name} is of no type that REST APIs have and is left out.`,
        pointer,
      )
      continue
    }
    const id = reader.nextId()
    reader.authorizerIds.set(name, id)
    const authType = textMember(definition, 'x-amazon-apigateway-authtype')
    const header = textMember(definition, 'name')
    const place = textMember(definition, 'in') === 'query' ? 'querystring' : 'header'
    const identitySource =
      textMember(extension, 'identitySource') ??
      (header === undefined || header === 'Unused'
        ? undefined
        : `method.request.${place}.${header}`)
    const ttl = member(extension, 'authorizerResultTtlInSeconds')
    const arns = member(extension, 'providerARNs')
    const optional = (property: string) => textMember(extension, property)
    const authorizerUri = optional('authorizerUri')
    const authorizerCredentials = optional('authorizerCredentials')
    const identityValidationExpression = optional('identityValidationExpression')
    const authorizer: Authorizer = {
      id,
      name,
      type,
      ...(authType !== undefined && { authType }),
      ...(authorizerUri !== undefined && { authorizerUri }),
      ...(authorizerCredentials !== undefined && { authorizerCredentials }),
      ...(identitySource !== undefined && { identitySource }),
      ...(identityValidationExpression !== undefined && { identityValidationExpression }),
      ...(typeof ttl === 'number' && { authorizerResultTtlInSeconds: ttl }),
      providerARNs: Array.isArray(arns)
        ? arns.filter((arn): arn is string => typeof arn === 'string')
        : [],
    }
    reader.api.authorizers = withMember(reader.api.authorizers, id, authorizer)
  }
}

type Authorization = Pick<
  Method,
  'authorizationType' | 'authorizerId' | 'authorizationScopes' | 'apiKeyRequired'
>

/** What an operation's security means: its own requirement, else that of the document. */
export function readAuthorization(
  reader: Reader,
  operation: Json,
  pointer: readonly string[],
): Authorization {
  const open: Authorization = {
    authorizationType: 'NONE',
    authorizationScopes: [],
    apiKeyRequired: false,
  }
  const own = member(operation, 'security')
  const requirements = own ?? member(reader.root, 'security')
  const auth = textMember(member(operation, 'x-amazon-apigateway-auth'), 'type')?.toUpperCase()
  if (auth === 'AWS_IAM') return { ...open, authorizationType: 'AWS_IAM' }
  if (!Array.isArray(requirements)) return open
  let result = open
  for (const [i, requirement] of requirements.entries()) {
    for (const [name, scopes] of entries(requirement)) {
      const where =
        own === undefined
          ? ['security', String(i), name]
          : [...pointer, 'security', String(i), name]
      result = withRequirement(reader, result, name, scopes, where)
    }
  }
  return result
}

function withRequirement(
  reader: Reader,
  before: Authorization,
  name: string,
  scopes: Json,
  pointer: readonly string[],
): Authorization {
  const authorizerId = reader.authorizerIds.get(name)
  if (authorizerId !== undefined) {
    if (before.authorizationType !== 'NONE') {
      tell(
        reader,
        'warning',
        'second-authorizer',
        `A method has one authorizer; ${name} is left out.`,
        pointer,
      )
      return before
    }
    const isCognito = reader.api.authorizers[authorizerId]?.type === 'COGNITO_USER_POOLS'
    return {
      ...before,
      authorizationType: isCognito ? 'COGNITO_USER_POOLS' : 'CUSTOM',
      authorizerId,
      authorizationScopes: Array.isArray(scopes)
        ? scopes.filter((scope): scope is string => typeof scope === 'string')
        : [],
    }
  }
  const definition = scheme(reader, name)
  if (textMember(definition, 'x-amazon-apigateway-authtype')?.toLowerCase() === 'awssigv4') {
    return { ...before, authorizationType: 'AWS_IAM' }
  }
  if (textMember(definition, 'type') === 'apiKey') return { ...before, apiKeyRequired: true }
  tell(
    reader,
    'warning',
    'security-scheme',
    `The security scheme ${name} is none that REST APIs can enforce; the method stays open.`,
    pointer,
  )
  return before
}
