import type { Address } from '../../address.ts'
import { jsonFault } from '../../import/jsonError.ts'
import type { Json } from '../../schema/json.ts'
import type { BodyModel } from '../../schema/bodyModel.ts'
import { present, ref, sub } from './template.ts'
import type { TemplateWriter } from './template.ts'

/** The service makes these with every API, so a template that made them again would be refused. */
const createdByTheService: readonly string[] = ['Empty', 'Error']

const modelReference =
  /^https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/]+\/models\/([A-Za-z0-9]+)$/

/** `AWS::ApiGateway::Model` for every model that the service does not make itself. */
export function writeModels(writer: TemplateWriter, apiId: string): void {
  const { api } = writer
  const order = inOrderOfReference(writer, apiId)
  for (const { model, after } of order) {
    const at: Address = ['apis', apiId, 'models', model.name]
    const schema = parsedSchema(model, writer, at)
    if (schema === undefined) continue
    writer.resources.set(modelId(writer, model.name), {
      Type: 'AWS::ApiGateway::Model',
      ...(after.length > 0 && { DependsOn: after.map((name) => modelId(writer, name)) }),
      Properties: present({
        RestApiId: ref(writer.ids.of(api.id, api.name, 'Api')),
        Name: model.name,
        ContentType: model.contentType,
        Description: model.description,
        Schema: withApiReferences(schema, writer.ids.of(api.id, api.name, 'Api')),
      }),
    })
  }
}

/** What a method writes for a model: a reference to the template's own, the bare name of one that the service makes. */
export function modelName(writer: TemplateWriter, name: string): Json {
  if (!Object.hasOwn(writer.api.models, name) || createdByTheService.includes(name)) return name
  return ref(modelId(writer, name))
}

function modelId(writer: TemplateWriter, name: string): string {
  return writer.ids.of(`model ${name}`, name, 'Model')
}

function parsedSchema(model: BodyModel, writer: TemplateWriter, at: Address): Json | undefined {
  try {
    return JSON.parse(model.schema) as Json // JSON.parse gives nothing but JSON values
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    writer.problems.push({
      code: 'cloudformation/model-not-json',
      message: `The schema of the model ${model.name} is not JSON (${jsonFault(model.schema)}); the template leaves the model out.`,
      severity: 'error',
      at: [...at, 'schema'],
    })
    return undefined
  }
}

/** References between models carry the API's id, which is known only when the template is deployed. */
function withApiReferences(schema: Json, restApiLogicalId: string): Json {
  if (Array.isArray(schema)) return schema.map((item) => withApiReferences(item, restApiLogicalId))
  if (typeof schema !== 'object' || schema === null) return schema
  return Object.fromEntries(
    Object.entries(schema).map(([name, value]) => {
      const referred =
        name === '$ref' && typeof value === 'string' ? modelReference.exec(value) : null
      return referred
        ? [
            name,
            sub(
              `https://apigateway.amazonaws.com/restapis/\${${restApiLogicalId}}/models/${referred[1]}`,
            ),
          ]
        : [name, withApiReferences(value, restApiLogicalId)]
    }),
  )
}

/** Models after those that they refer to. A circle cannot be ordered: it is told, and cut where it closes. */
function inOrderOfReference(writer: TemplateWriter, apiId: string): OrderedModel[] {
  const own = Object.values(writer.api.models).filter(
    ({ name }) => !createdByTheService.includes(name),
  )
  const byName = new Map(own.map((model) => [model.name, model]))
  const ordered: OrderedModel[] = []
  const state = new Map<string, 'open' | 'done'>()
  for (const first of own) {
    if (state.has(first.name)) continue
    // a path of models, each referred to by the one before; no recursion, as thousands may refer to one another
    const path: OpenModel[] = [opened(first)]
    state.set(first.name, 'open')
    for (let current = path.at(-1); current; current = path.at(-1)) {
      const { model, referred, after } = current
      const next = referred.pop()
      if (next === undefined) {
        state.set(model.name, 'done')
        ordered.push({ model, after })
        path.pop()
        continue
      }
      const other = byName.get(next)
      if (!other || next === model.name) continue
      if (state.get(next) === 'open') {
        writer.problems.push({
          code: 'cloudformation/circular-models',
          message: `The models ${model.name} and ${next} refer to each other in a circle, which separate AWS::ApiGateway::Model resources cannot express; export the API as an OpenAPI body instead.`,
          severity: 'error',
          at: ['apis', apiId, 'models', model.name],
        })
        continue
      }
      after.push(next)
      if (state.has(next)) continue
      state.set(next, 'open')
      path.push(opened(other))
    }
  }
  return ordered
}

/** A model, and those that have to be made before it. */
interface OrderedModel {
  readonly model: BodyModel
  readonly after: readonly string[]
}

/** A model whose references are being followed; those that are left, the next one last. */
interface OpenModel {
  readonly model: BodyModel
  readonly referred: string[]
  readonly after: string[]
}

function opened(model: BodyModel): OpenModel {
  return { model, referred: referredModels(model.schema).reverse(), after: [] }
}

function referredModels(schema: string): string[] {
  const found = schema.matchAll(
    /https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/"]+\/models\/([A-Za-z0-9]+)"/g,
  )
  return [...new Set([...found].map((match) => match[1] ?? ''))]
}
