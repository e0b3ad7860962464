import { methodsOf } from '../../queries/resourceTree.ts'
import type { Address } from '../../address.ts'
import type { Problem, Severity } from '../../result.ts'
import type { Json } from '../../schema/json.ts'
import type { RestApi } from '../../schema/restApi.ts'
import { isObject, own } from './objects.ts'

/** What an API has and no OpenAPI or Swagger document can say: told, with the place of each. */
export function unsaid(api: RestApi): Problem[] {
  const problems: Problem[] = []
  const at = (...address: readonly string[]): Address => ['apis', api.id, ...address]
  const tell = (severity: Severity, code: string, message: string, address: Address) =>
    problems.push({ code: `openapi/${code}`, message, severity, at: address })
  for (const { name, contentType, description, schema } of Object.values(api.models)) {
    const place = at('models', name)
    if (contentType !== 'application/json') {
      tell(
        'warning',
        'model-content-type',
        `A document has models of application/json only: ${name}, of ${contentType}, is read back as one of them.`,
        place,
      )
    }
    const said = schemaDescription(schema)
    if (description !== undefined && said !== description) {
      tell(
        'info',
        'model-description',
        `The description of the model ${name} is read back from its schema, which says ${said === undefined ? 'none' : 'another one'}.`,
        place,
      )
    }
  }
  if (api.policy !== undefined && parsed(api.policy) === undefined) {
    const message = 'The resource policy is not JSON, so the document leaves it out.'
    tell('error', 'policy', message, at('policy'))
  }
  for (const [id, part] of Object.entries(api.documentationParts)) {
    if (parsed(part.properties) !== undefined) continue
    tell(
      'error',
      'documentation',
      `The properties of the documentation of ${part.location.type} are not JSON, so the document has none of them.`,
      at('documentationParts', id),
    )
  }
  const [version, ...others] = Object.keys(api.documentationVersions)
  if (version !== undefined && others.length > 0) {
    tell(
      'warning',
      'documentation-versions',
      `A document holds one version of the documentation: ${version} is written, ${others.join(', ')} not.`,
      at('documentationVersions'),
    )
  }
  if (Object.keys(api.tags).length > 0) {
    const message = 'A document holds no tags of the API, so they are left out.'
    tell('info', 'tags', message, at('tags'))
  }
  for (const { path, method, at: place } of methodsOf(api)) {
    for (const response of Object.values(method.methodResponses)) {
      const required = Object.entries(response.responseParameters)
        .filter(([, isRequired]) => isRequired)
        .map(([name]) => name.split('.').slice(3).join('.'))
      if (required.length === 0) continue
      tell(
        'info',
        'required-header',
        `${method.httpMethod} ${path}: that ${required.join(', ')} of the ${response.statusCode} response is required is nothing that a document says.`,
        [...place, 'methodResponses', response.statusCode, 'responseParameters'],
      )
    }
  }
  return problems
}

function schemaDescription(text: string): string | undefined {
  const schema = parsed(text)
  const description = isObject(schema) ? own(schema, 'description') : undefined
  return typeof description === 'string' ? description : undefined
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json // JSON.parse gives nothing but JSON values
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
