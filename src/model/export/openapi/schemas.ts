import type { BodyModel } from '../../schema/bodyModel.ts'
import type { Json } from '../../schema/json.ts'
import type { OpenApiWriter } from './writer.ts'
import { sameValue } from '../../sameValue.ts'
import { isObject, own } from './objects.ts'

/** The name of a model in the document: the one that it came with, where that is more than letters and digits. */
export function schemaName({ api, retain }: OpenApiWriter, model: string): string {
  const retained = Object.hasOwn(api.models, model) ? api.models[model]?.retained : undefined
  if (!retain || retained === undefined) return model
  for (const kept of Object.values(retained)) {
    const name = isObject(kept) ? own(kept, 'name') : undefined
    // what OpenAPI allows as a name
    if (typeof name === 'string' && /^[A-Za-z0-9._-]+$/.test(name)) return name
  }
  return model
}

/** The reference to a model in a document. */
export function modelReference(writer: OpenApiWriter, model: string): string {
  const name = schemaName(writer, model)
  return writer.dialect === 'swagger-2.0' ? `#/definitions/${name}` : `#/components/schemas/${name}`
}

/**
 * The schema that stood in an operation itself, where it is still that of the model that the import made of it.
 * `undefined` where a reference to the model is to be written.
 */
export function schemaInPlace(
  writer: OpenApiWriter,
  modelName: string,
  kept: Json | undefined,
): Json | undefined {
  if (!/^MODEL\d{6}$/.test(modelName) || !isObject(kept) || Object.hasOwn(kept, '$ref')) {
    return undefined
  }
  const model = Object.hasOwn(writer.api.models, modelName)
    ? writer.api.models[modelName]
    : undefined
  const schema = model && parsedSchema(writer, model)
  return schema !== undefined && !(schema instanceof SyntaxError) && sameValue(schema, kept)
    ? kept
    : undefined
}

function parsedSchema(writer: OpenApiWriter, model: BodyModel): Json | SyntaxError {
  try {
    return localised(writer, JSON.parse(model.schema) as Json) // JSON.parse gives nothing but JSON values
  } catch (error) {
    if (error instanceof SyntaxError) return error
    throw error
  }
}

/** A model's schema with local references; one that is not JSON is told and left out. */
export function schemaOf(writer: OpenApiWriter, model: BodyModel): Json | undefined {
  const schema = parsedSchema(writer, model)
  if (!(schema instanceof SyntaxError)) return schema
  writer.problems.push({
    code: 'openapi/model-not-json',
    message: `The schema of the model ${model.name} is not JSON (${schema.message}); the document leaves the model out.`,
    severity: 'error',
    at: ['apis', writer.api.id, 'models', model.name, 'schema'],
  })
  return undefined
}

function localised(writer: OpenApiWriter, schema: Json): Json {
  if (Array.isArray(schema)) return schema.map((item) => localised(writer, item))
  if (!isObject(schema)) return schema
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      const name =
        key === '$ref' && typeof value === 'string'
          ? /^https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/]+\/models\/([A-Za-z0-9]+)$/.exec(
              value,
            )?.[1]
          : undefined
      return name === undefined
        ? [key, localised(writer, value)]
        : [key, modelReference(writer, name)]
    }),
  )
}
