import type { Address } from '../address.ts'
import { jsonFault } from '../import/jsonError.ts'
import type { BodyModel } from '../schema/bodyModel.ts'
import type { RestApiFacts, MethodFacts } from './facts.ts'

type JsonObject = Readonly<Record<string, unknown>>

/** What rules ask of a model, read once. */
export interface ModelFacts {
  readonly model: BodyModel
  /** Why its text is not JSON; absent where it is. */
  readonly syntaxError?: string
  /** The JSON object of its schema; absent where it is none. */
  readonly schema?: JsonObject
  /** That schema and all that lie in it. */
  readonly schemas: readonly JsonObject[]
  /** The names of the models that it refers to. */
  readonly models: readonly string[]
}

/** Models never change, they are replaced: what was read of one stands as long as it does. */
const readings = new WeakMap<BodyModel, ModelFacts>()

/** The facts of a model. */
export function modelFacts(model: BodyModel): ModelFacts {
  const known = readings.get(model)
  if (known) return known
  const facts = readModel(model)
  readings.set(model, facts)
  return facts
}

function readModel(model: BodyModel): ModelFacts {
  try {
    const schema: unknown = JSON.parse(model.schema)
    if (!isObject(schema)) return { model, schemas: [], models: [] }
    const schemas = schemasIn(schema)
    return { model, schema, schemas, models: schemas.flatMap(referenceOf) }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { model, schemas: [], models: [], syntaxError: jsonFault(model.schema) }
  }
}

const withSchema = ['additionalProperties', 'additionalItems', 'items', 'not']
const withSchemas = ['items', 'allOf', 'anyOf', 'oneOf']
const withNamedSchemas = ['properties', 'patternProperties', 'definitions', 'dependencies']

/** Schemas that are looked at in one model. */
const schemaBudget = 5000

/** A schema and all that lie in it, where the grammar of JSON Schema has schemas: a property named `const` is none. */
function schemasIn(root: JsonObject): JsonObject[] {
  const found: JsonObject[] = [root]
  for (let i = 0; i < found.length && found.length < schemaBudget; i++) {
    const schema = found[i]
    if (!schema) break
    const own = (name: string) => (Object.hasOwn(schema, name) ? schema[name] : undefined)
    const inner = [
      ...withSchema.map(own),
      ...withSchemas.flatMap((name) => listOf(own(name))),
      ...withNamedSchemas.flatMap((name) => {
        const named = own(name)
        return isObject(named) ? Object.values(named) : []
      }),
    ]
    for (const each of inner) if (isObject(each)) found.push(each)
  }
  return found
}

/** What a reference to another model of the same API ends with, as the service writes it. */
const modelReference = /^https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/]+\/models\/([^/#]+)$/

function referenceOf(schema: JsonObject): string[] {
  const reference = Object.hasOwn(schema, '$ref') ? schema['$ref'] : undefined
  const name = typeof reference === 'string' ? modelReference.exec(reference)?.[1] : undefined
  return name === undefined ? [] : [name]
}

/** A model that a method names, and where. */
export interface ModelUse {
  readonly model: string
  readonly at: Address
}

const namedByMethods = new WeakMap<MethodFacts, readonly ModelUse[]>()

/** The models that a method names for its bodies. */
export function modelsNamedBy(facts: MethodFacts): readonly ModelUse[] {
  const known = namedByMethods.get(facts)
  if (known) return known
  const { method, at } = facts
  const maps = [
    { models: method.requestModels, place: [...at, 'requestModels'] },
    ...Object.values(method.methodResponses).map(({ statusCode, responseModels }) => ({
      models: responseModels,
      place: [...at, 'methodResponses', statusCode, 'responseModels'],
    })),
  ]
  const named = maps.flatMap(({ models, place }) =>
    Object.entries(models).map(([contentType, model]) => ({ model, at: [...place, contentType] })),
  )
  namedByMethods.set(facts, named)
  return named
}

/** The names of the models that methods use, and those that these refer to. */
export function usedModels({ api, methods }: RestApiFacts): ReadonlySet<string> {
  const direct = methods.flatMap((method) => modelsNamedBy(method).map(({ model }) => model))
  const used = new Set<string>(direct)
  for (const name of used) {
    const model = Object.hasOwn(api.models, name) ? api.models[name] : undefined
    // a set that grows while it is walked is walked to its end
    if (model) for (const referred of modelFacts(model).models) used.add(referred)
  }
  return used
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
