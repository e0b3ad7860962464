import { valueAt } from '../../model/index.ts'
import type { RestApiDefinition } from '../../model/index.ts'
import { createBodySchema } from './bodySchema.ts'
import type { BodySchema } from './bodySchema.ts'

const modelReference =
  /^https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/]+\/models\/([A-Za-z0-9]+)(#.*)?$/

/** The schema of a model; `undefined` where the model is missing or is not JSON. It may refer to the other models of its API. */
export function createModelSchema(api: RestApiDefinition, name: string): BodySchema | undefined {
  const documents = new Map<string, unknown>()
  const documentOf = (modelName: string): unknown => {
    if (!documents.has(modelName)) {
      const model = Object.hasOwn(api.models, modelName) ? api.models[modelName] : undefined
      documents.set(modelName, model && parsed(model.schema))
    }
    return documents.get(modelName)
  }
  const schema = documentOf(name)
  if (schema === undefined) return undefined
  return createBodySchema(schema, name, (reference, document) => {
    const [, modelName, ownPointer] = modelReference.exec(reference) ?? []
    const at = modelName ?? document
    const pointer = modelName === undefined ? reference : (ownPointer ?? '#')
    if (!pointer.startsWith('#')) return undefined
    const parts = pointer.slice(1).split('/').slice(1)
    const path = parts.map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'))
    const found = valueAt(documentOf(at), path)
    return found === undefined ? undefined : { schema: found, document: at }
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
