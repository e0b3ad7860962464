import { apiIdOf } from '../../../model/index.ts'
import type * as Monaco from 'monaco-editor/editor'
import { modelFieldsOf } from './modelFields.ts'
import type { Address, Design } from '../../../model/index.ts'
import { templateFacts, templateMethod } from '../../../simulator/index.ts'
import type {
  Coloured,
  Recording,
  TemplateFacts,
  TemplateRemark,
} from '../../../simulator/index.ts'

/** What is known of one text. */
export interface KnownLook {
  /** The text that all of it is about. */
  readonly of: string
  readonly remarks: readonly TemplateRemark[]
  readonly colours: readonly Coloured[]
  /** The run with the sample, for the values of references. */
  readonly recording: Recording | undefined
}

/** What the language features of an open template know beside its text. */
export interface Surroundings {
  readonly facts: Required<TemplateFacts>
  /** JSONPath expressions of what the body holds: `$.name`, `$.items[0].id`. */
  readonly bodyFields: readonly string[]
  /** Names of request parameters that the method declares. */
  readonly parameters: readonly string[]
}

export const noSurroundings: Surroundings = {
  facts: {
    where: 'request',
    protocol: 'REST',
    contentType: 'application/json',
    stageVariables: [],
  },
  bodyFields: [],
  parameters: [],
}

const keptSurroundings = new WeakMap<Monaco.editor.ITextModel, Surroundings>()
const keptLooks = new WeakMap<Monaco.editor.ITextModel, KnownLook>()
const listeners = new Set<() => void>()

/** Tell the language features what an open text stands in. */
export function keepSurroundings(
  model: Monaco.editor.ITextModel,
  surroundings: Surroundings,
): void {
  keptSurroundings.set(model, surroundings)
}

export function surroundingsOf(model: Monaco.editor.ITextModel): Surroundings {
  return keptSurroundings.get(model) ?? noSurroundings
}

/** Tell the language features what is known of a text. */
export function keepLook(model: Monaco.editor.ITextModel, look: KnownLook): void {
  const isNew = keptLooks.get(model)?.colours !== look.colours
  keptLooks.set(model, look)
  if (isNew) for (const listener of listeners) listener()
}

/** What is known of an open text; it may be about an older one. */
export function lookOf(model: Monaco.editor.ITextModel): KnownLook | undefined {
  return keptLooks.get(model)
}

/** Be told when something new is known of a text. */
export function onLook(listener: (e: void) => unknown): Monaco.IDisposable {
  const told = () => void listener()
  listeners.add(told)
  return { dispose: () => void listeners.delete(told) }
}

/** What a template at an address may name. */
export function designSurroundings(design: Design, at: Address): Surroundings {
  const facts = templateFacts(design, at)
  const api = design.apis[apiIdOf(at) ?? '']
  if (api?.protocol !== 'REST') return { ...noSurroundings, facts }
  const method = templateMethod(design, at)
  const models = facts.where === 'request' ? (method?.requestModels ?? {}) : {}
  const modelName = models[at.at(-1) ?? ''] ?? Object.values(models)[0]
  const schema =
    modelName !== undefined && Object.hasOwn(api.models, modelName)
      ? api.models[modelName]?.schema
      : undefined
  return {
    facts,
    bodyFields: schema === undefined ? [] : modelFieldsOf(schema),
    parameters: Object.keys(method?.requestParameters ?? {}).map((name) =>
      name.split('.').slice(3).join('.'),
    ),
  }
}
