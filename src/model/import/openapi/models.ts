import type { Json } from '../../schema/json.ts'
import { withMember } from '../../operations/within.ts'
import { entries, isObject, member, tell, textMember } from './reader.ts'
import type { Reader } from './reader.ts'
import { schemaExtension } from './placeholders.ts'

/** Where the schemas of a document stand. */
export function schemasPointer(reader: Pick<Reader, 'dialect'>): readonly string[] {
  return reader.dialect === 'swagger-2.0' ? ['definitions'] : ['components', 'schemas']
}

/** Every schema of the document becomes a model, whether it is referred to or not. */
export function readModels(reader: Reader): void {
  const pointer = schemasPointer(reader)
  let schemas: Json | undefined = reader.root
  for (const part of pointer) schemas = member(schemas, part)
  const names = entries(schemas).map(([name]) => name)
  // names that the service takes are theirs; others take what is left
  for (const name of names) if (isModelName(name)) reader.modelNames.set(name, name)
  const taken = new Set(reader.modelNames.values())
  for (const name of names) {
    if (isModelName(name)) continue
    const plain = name.replace(/[^a-zA-Z0-9]/g, '') || 'Model'
    let model = plain
    for (let i = 2; taken.has(model); i++) model = `${plain}${i}`
    taken.add(model)
    reader.modelNames.set(name, model)
  }
  for (const [name, schema] of entries(schemas)) {
    const model = modelName(reader, name)
    if (model !== name) {
      tell(
        reader,
        'warning',
        'model-name',
        `The service allows letters and digits in model names; ${name} is called ${model}.`,
        [...pointer, name],
        ['apis', reader.api.id, 'models', model],
      )
    }
    addModel(reader, model, schema, model === name ? undefined : name)
  }
}

function isModelName(name: string): boolean {
  return /^[a-zA-Z0-9]+$/.test(name)
}

function addModel(reader: Reader, name: string, written: Json, schemaName?: string): void {
  const schema = withSchemaMember(written)
  const description = textMember(schema, 'description')
  reader.api.models = withMember(reader.api.models, name, {
    name,
    contentType: 'application/json',
    ...(description !== undefined && { description }),
    schema: JSON.stringify(withModelReferences(reader, schema), null, 2),
    ...(schemaName !== undefined && { retained: { [reader.dialect]: { name: schemaName } } }),
  })
}

/** A schema whose `$schema` was written as an extension has it again. */
function withSchemaMember(schema: Json): Json {
  if (!isObject(schema) || !Object.hasOwn(schema, schemaExtension)) return schema
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key === schemaExtension ? '$schema' : key,
      value,
    ]),
  )
}

/** The name of a model for a schema's name: only letters and digits stay, and no two are the same. */
function modelName(reader: Reader, schemaName: string): string {
  return reader.modelNames.get(schemaName) ?? schemaName.replace(/[^a-zA-Z0-9]/g, '')
}

/** References between schemas, as the service stores them. */
function withModelReferences(reader: Reader, schema: Json): Json {
  if (Array.isArray(schema)) return schema.map((item) => withModelReferences(reader, item))
  if (!isObject(schema)) return schema
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      const name = key === '$ref' && typeof value === 'string' ? referredSchema(value) : undefined
      return name === undefined
        ? [key, withModelReferences(reader, value)]
        : [
            key,
            `https://apigateway.amazonaws.com/restapis/${reader.api.id}/models/${modelName(reader, name)}`,
          ]
    }),
  )
}

function referredSchema(reference: string): string | undefined {
  const name = /^#\/(?:definitions|components\/schemas)\/([^/]+)$/.exec(reference)?.[1]
  return name?.replace(/~1/g, '/').replace(/~0/g, '~')
}

/** The model of a schema that stands in a method: a reference names one, any other schema becomes one. */
export function modelOf(
  reader: Reader,
  schema: Json | undefined,
  pointer: readonly string[],
): string | undefined {
  if (!isObject(schema)) return undefined
  const reference = member(schema, '$ref')
  if (typeof reference === 'string') {
    const name = referredSchema(reference)
    if (name !== undefined && Object.hasOwn(reader.api.models, modelName(reader, name)))
      return modelName(reader, name)
    tell(
      reader,
      'warning',
      'missing-model',
      `The model ${reference} is not in the document, so the body has no model.`,
      pointer,
    )
    return undefined
  }
  if (Object.keys(schema).length === 0) return undefined
  const text = JSON.stringify(withModelReferences(reader, schema), null, 2)
  const same = Object.values(reader.api.models).find(
    (model) => /^MODEL\d{6}$/.test(model.name) && model.schema === text,
  )
  if (same) return same.name
  let name: string
  do name = `MODEL${String(++reader.inlineModels).padStart(6, '0')}`
  while (Object.hasOwn(reader.api.models, name))
  addModel(reader, name, schema)
  return name
}
