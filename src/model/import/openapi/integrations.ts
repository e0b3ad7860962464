import { withMember } from '../../operations/within.ts'
import type { IntegrationResponse } from '../../schema/integrations/common.ts'
import { integration as integrationSchema } from '../../schema/integrations/index.ts'
import type { Integration } from '../../schema/integrations/index.ts'
import type { Json } from '../../schema/json.ts'
import { dereferenced, entries, isObject, member, tell, textMember, without } from './reader.ts'
import type { JsonObject, Reader } from './reader.ts'

const known: readonly string[] = [
  'type',
  'httpMethod',
  'uri',
  'credentials',
  'requestParameters',
  'requestTemplates',
  'responses',
  'passthroughBehavior',
  'contentHandling',
  'cacheNamespace',
  'cacheKeyParameters',
  'connectionType',
  'connectionId',
  'timeoutInMillis',
  'tlsConfig',
  'responseTransferMode',
  'integrationTarget',
]

/** The integration of an operation, from its extension. What the model has no place for is kept beside it. */
export function readIntegration(
  reader: Reader,
  operation: Json,
  where: { readonly pointer: readonly string[]; readonly path: string; readonly verb: string },
): Integration | undefined {
  const pointer = [...where.pointer, 'x-amazon-apigateway-integration']
  const given = dereferenced(reader, member(operation, 'x-amazon-apigateway-integration'), pointer)
  if (!isObject(given)) return undefined
  const type = textMember(given, 'type')?.toUpperCase() ?? ''
  const contentHandling = textMember(given, 'contentHandling')?.toUpperCase()
  const cacheNamespace = textMember(given, 'cacheNamespace')
  const timeout = member(given, 'timeoutInMillis')
  const cacheKeys = member(given, 'cacheKeyParameters')
  const rest = without(given, known)
  const shared = {
    requestParameters: texts(reader, given, 'requestParameters', where, pointer),
    requestTemplates: texts(reader, given, 'requestTemplates', where, pointer),
    passthroughBehavior: textMember(given, 'passthroughBehavior')?.toUpperCase() ?? 'WHEN_NO_MATCH',
    ...(contentHandling !== undefined && { contentHandling }),
    ...(typeof timeout === 'number' && { timeoutInMillis: timeout }),
    ...(cacheNamespace !== undefined && { cacheNamespace }),
    cacheKeyParameters: Array.isArray(cacheKeys) ? cacheKeys.map(String) : [],
    integrationResponses: readResponses(reader, given, where, pointer),
    ...(Object.keys(rest).length > 0 && { retained: { [reader.dialect]: rest } }),
  }
  const optional = (name: string) => {
    const value = textOf(reader, given, name, where, pointer)
    return value === undefined ? {} : { [name]: value }
  }
  const tls = member(given, 'tlsConfig')
  const addressed = {
    uri: textOf(reader, given, 'uri', where, pointer) ?? '',
    ...optional('httpMethod'),
    ...optional('credentials'),
    ...optional('connectionId'),
    ...optional('responseTransferMode'),
    ...optional('integrationTarget'),
    connectionType: textMember(given, 'connectionType')?.toUpperCase() ?? 'INTERNET',
    ...(isObject(tls) && {
      tlsConfig: { insecureSkipVerification: member(tls, 'insecureSkipVerification') === true },
    }),
  }
  const parsed = integrationSchema.safeParse(
    type === 'MOCK' ? { type, ...shared } : { type, ...shared, ...addressed },
  )
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const property = issue?.path.map(String) ?? []
  const what = property.length > 0 ? property.join('.') : 'type'
  tell(
    reader,
    'error',
    'integration',
    `The integration of ${where.verb} ${where.path} cannot be used: ${what}: ${issue?.message ?? 'invalid'}.`,
    [...pointer, ...property],
  )
  return undefined
}

/** A property that is a text; any other value is reported and stays in the document. */
function textOf(
  reader: Reader,
  given: JsonObject,
  name: string,
  where: { readonly path: string; readonly verb: string },
  pointer: readonly string[],
): string | undefined {
  const value = member(given, name)
  if (!isObject(value)) return textMember(given, name)
  const of = `The ${name} of ${where.verb} ${where.path}`
  const message = `${of} is not a text and is kept for the export alone: ${JSON.stringify(value)}.`
  tell(reader, 'warning', 'not-a-text', message, [...pointer, name])
  return undefined
}

function readResponses(
  reader: Reader,
  given: JsonObject,
  where: { readonly path: string; readonly verb: string },
  pointer: readonly string[],
): Record<string, IntegrationResponse> {
  let responses: Record<string, IntegrationResponse> = {}
  for (const [pattern, response] of entries(member(given, 'responses'))) {
    const at = [...pointer, 'responses', pattern]
    const statusCode = textMember(response, 'statusCode')
    if (!isObject(response) || statusCode === undefined) {
      tell(
        reader,
        'warning',
        'integration-response',
        `The integration response ${pattern} of ${where.verb} ${where.path} has no statusCode and is left out.`,
        at,
      )
      continue
    }
    if (Object.hasOwn(responses, statusCode)) {
      tell(
        reader,
        'warning',
        'integration-response-twice',
        `Two integration responses of ${where.verb} ${where.path} lead to ${statusCode}; the service keeps one for each status, so the pattern ${pattern} is left out.`,
        at,
      )
      continue
    }
    const contentHandling = textMember(response, 'contentHandling')?.toUpperCase()
    const handling =
      contentHandling === 'CONVERT_TO_BINARY' || contentHandling === 'CONVERT_TO_TEXT'
        ? contentHandling
        : undefined
    const rest = without(response, [
      'statusCode',
      'responseParameters',
      'responseTemplates',
      'contentHandling',
    ])
    responses = withMember(responses, statusCode, {
      statusCode,
      ...(pattern !== 'default' && { selectionPattern: pattern }),
      responseParameters: texts(reader, response, 'responseParameters', where, at),
      responseTemplates: texts(reader, response, 'responseTemplates', where, at),
      ...(handling && { contentHandling: handling }),
      ...(Object.keys(rest).length > 0 && { retained: { [reader.dialect]: rest } }),
    })
  }
  return responses
}

/** A map of texts; members that are none are left out with the service's own warning. */
function texts(
  reader: Reader,
  given: JsonObject,
  property: string,
  where: { readonly path: string; readonly verb: string },
  pointer: readonly string[],
): Record<string, string> {
  const kept: [string, string][] = []
  for (const [name, value] of entries(member(given, property))) {
    if (typeof value === 'string') kept.push([name, value])
    else if (value !== null) {
      tell(
        reader,
        'warning',
        'not-a-text',
        `Invalid format for '${property}'. Expected type string for property '${name}' of resource '${where.path}' and method '${where.verb}' but got '${typeof value === 'object' ? JSON.stringify(value) : String(value)}'`,
        [...pointer, property, name],
      )
    }
  }
  return Object.fromEntries(kept)
}
