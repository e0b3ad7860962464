import type * as Monaco from 'monaco-editor/editor'
import { modelFieldsOf } from './modelFields.ts'
import type { Address, Design, Method } from '../../model/index.ts'
import { valueAt } from '../../model/index.ts'
import type { Recording, TemplateRemark } from '../../simulator/index.ts'

/** What the language features of an open template know beside its text. */
export interface Surroundings {
  readonly where: 'request' | 'response' | 'gatewayResponse'
  /** Names of stage variables that some stage sets. */
  readonly stageVariables: readonly string[]
  /** JSONPath expressions of what the body holds: `$.name`, `$.items[0].id`. */
  readonly bodyFields: readonly string[]
  /** Names of request parameters that the method declares. */
  readonly parameters: readonly string[]
  readonly remarks: readonly TemplateRemark[]
  /** The last run, for the values of references. */
  readonly recording: Recording | undefined
}

export const noSurroundings: Surroundings = {
  where: 'request',
  stageVariables: [],
  bodyFields: [],
  parameters: [],
  remarks: [],
  recording: undefined,
}

const kept = new WeakMap<Monaco.editor.ITextModel, Surroundings>()

/** Tell the language features what an open text stands in. */
export function keepSurroundings(
  model: Monaco.editor.ITextModel,
  surroundings: Surroundings,
): void {
  kept.set(model, surroundings)
}

export function surroundingsOf(model: Monaco.editor.ITextModel): Surroundings {
  return kept.get(model) ?? noSurroundings
}

/** What a template at an address may name. */
export function designSurroundings(
  design: Design,
  at: Address,
): Omit<Surroundings, 'remarks' | 'recording'> {
  const api = design.apis[at[1] ?? '']
  if (api?.protocol !== 'REST') return noSurroundings
  const stageVariables = [
    ...new Set(Object.values(api.stages).flatMap(({ variables }) => Object.keys(variables ?? {}))),
  ]
  const isGateway = at[2] === 'gatewayResponses'
  const isRequest = at.at(-2) === 'requestTemplates'
  const method = isGateway ? undefined : (valueAt(design, at.slice(0, 6)) as Method | undefined) // the address of a method
  const contentType = at.at(-1) ?? ''
  const modelName = isRequest
    ? (method?.requestModels[contentType] ?? Object.values(method?.requestModels ?? {})[0])
    : undefined
  const schema =
    modelName !== undefined && Object.hasOwn(api.models, modelName)
      ? api.models[modelName]?.schema
      : undefined
  return {
    where: isGateway ? 'gatewayResponse' : isRequest ? 'request' : 'response',
    stageVariables,
    bodyFields: schema === undefined ? [] : modelFieldsOf(schema),
    parameters: Object.keys(method?.requestParameters ?? {}).map((name) =>
      name.split('.').slice(3).join('.'),
    ),
  }
}
