import type { BodyModel } from '../../schema/bodyModel.ts'
import type { Json } from '../../schema/json.ts'
import type { Dialect, OpenApiWriter } from './operations.ts'

/** The reference to a model in a document. */
export function modelReference(dialect: Dialect, name: string): string {
  return dialect === 'swagger-2.0' ? `#/definitions/${name}` : `#/components/schemas/${name}`
}

/** A model's schema with local references; one that is not JSON is told and left out. */
export function schemaOf(writer: OpenApiWriter, model: BodyModel): Json | undefined {
  try {
    return localised(JSON.parse(model.schema) as Json, writer.dialect) // JSON.parse gives nothing but JSON values
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    writer.problems.push({
      code: 'openapi/model-not-json',
      message: `The schema of the model ${model.name} is not JSON (${error.message}); the document leaves the model out.`,
      severity: 'error',
      at: ['apis', writer.api.id, 'models', model.name, 'schema'],
    })
    return undefined
  }
}

function localised(schema: Json, dialect: Dialect): Json {
  if (Array.isArray(schema)) return schema.map((item) => localised(item, dialect))
  if (typeof schema !== 'object' || schema === null) return schema
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      const name =
        key === '$ref' && typeof value === 'string'
          ? /^https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/]+\/models\/([A-Za-z0-9]+)$/.exec(
              value,
            )?.[1]
          : undefined
      return name === undefined
        ? [key, localised(value, dialect)]
        : [key, modelReference(dialect, name)]
    }),
  )
}
