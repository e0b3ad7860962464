// What a mapping template sees of API Gateway.
import { quotas } from '../../model/index.ts'
import { TemplateCache, parse, render } from '../vtl/index.ts'
import type {
  Costs,
  JavaMap,
  Observer,
  Profile,
  RenderBudget,
  TemplateProblem,
  Value,
} from '../vtl/index.ts'
import type { BuiltinDescription } from './builtin.ts'
import { contextDescriptions, contextMap, repeatedOverride, writtenOverrides } from './context.ts'
import type { ContextValue, Overrides } from './context.ts'
import { InputObject, inputDescriptions } from './input.ts'
import type { TemplateParameters } from './input.ts'
import { UtilObject, utilBuiltins } from './util.ts'

export type { BuiltinDescription } from './builtin.ts'
export type { ContextValue, Overrides } from './context.ts'
export type { TemplateParameters } from './input.ts'
export {
  base64Decode,
  base64Encode,
  strictUtf8Text,
  urlDecode,
  urlEncode,
  utf8Bytes,
  utf8Text,
} from './codec.ts'

/** One template with everything that it may look at. */
export interface TemplateCall {
  readonly template: string
  /** A response template sees the integration response as its body. */
  readonly where?: 'request' | 'response'
  /** Raw text; null and empty read `{}`. */
  readonly body?: string | null
  readonly params?: TemplateParameters
  readonly context?: Readonly<Record<string, ContextValue>>
  readonly stageVariables?: Readonly<Record<string, string>>
  /** `aws` unless given. */
  readonly profile?: Profile
  /** What the request template wrote, for the response template to see. */
  readonly requestOverride?: Overrides
  readonly responseOverride?: Overrides
  readonly observe?: Observer
}

/** What templates take from the world. */
export interface TemplateEnvironment {
  readonly budget: RenderBudget
  /** Milliseconds on a clock that only goes forward. */
  readonly elapsed: () => number
  readonly cache?: TemplateCache
}

export type Rendered =
  | {
      readonly ok: true
      readonly output: string
      /** What the template wrote; absent where it wrote nothing. */
      readonly requestOverride?: Overrides
      readonly responseOverride?: Overrides
      /** A parameter that it overrode more than once: `requestOverride.header.X`. */
      readonly repeatedOverride?: string
    }
  | {
      readonly ok: false
      readonly problem: TemplateProblem
      /** What had been printed until then. */
      readonly printed: string
    }

const util = new UtilObject()

/** Characters that a template may have. Source: developer guide, known issues. */
const templateCharacters = quotas.mappingTemplate.most

function sizeProblem({ length }: string): TemplateProblem | undefined {
  if (length <= templateCharacters) return undefined
  const message = 'A mapping template may have 300 KB'
  const place = { from: 0, to: 0, line: 1, column: 1 }
  return { code: 'vtl/template-too-large', message, kind: 'parse', ...place }
}

/** Run a mapping template as API Gateway does. What it cannot do is a problem with its place. */
export function renderTemplate(call: TemplateCall, environment: TemplateEnvironment): Rendered {
  const { template } = call
  const tooLarge = sizeProblem(template)
  if (tooLarge) return { ok: false, problem: tooLarge, printed: '' }
  const profile = call.profile ?? 'aws'
  const overrides = { request: call.requestOverride, response: call.responseOverride }
  const makeContext = () => contextMap(call.context ?? {}, overrides, profile === 'aws')
  let context: JavaMap | undefined
  const variables = (mentions: (variable: string) => boolean) => {
    const made = new Map<string, Value>()
    if (mentions('input')) made.set('input', new InputObject(call.body ?? null, call.params ?? {}))
    if (mentions('util')) made.set('util', util)
    if (mentions('context')) made.set('context', (context = makeContext()))
    if (mentions('stageVariables')) {
      made.set('stageVariables', new Map<Value, Value>(Object.entries(call.stageVariables ?? {})))
    }
    return made
  }
  let written: WrittenOverrides = {}
  const rendered = render(template, {
    variables,
    profile,
    budget: environment.budget,
    elapsed: environment.elapsed,
    ...(environment.cache && { cache: environment.cache }),
    ...(call.observe && { observe: call.observe }),
    finish: (costs) => {
      // a template that does not look at $context leaves what was written before
      const given = call.context
      const hasOverrides =
        context ??
        call.requestOverride ??
        call.responseOverride ??
        given?.['requestOverride'] ??
        given?.['responseOverride']
      if (hasOverrides) written = overridesOf((context ??= makeContext()), costs)
    },
  })
  return rendered.ok ? { ...rendered, ...written } : rendered
}

type WrittenOverrides = Omit<Extract<Rendered, { ok: true }>, 'ok' | 'output'>

function overridesOf(context: JavaMap, costs: Costs): WrittenOverrides {
  const repeated = repeatedOverride(context)
  const requestOverride = writtenOverrides(context, 'requestOverride', costs)
  const responseOverride = writtenOverrides(context, 'responseOverride', costs)
  return {
    ...(requestOverride && { requestOverride }),
    ...(responseOverride && { responseOverride }),
    ...(repeated !== undefined && { repeatedOverride: repeated }),
  }
}

/** Read a template without running it: the problem that an editor marks, or none. */
export function templateProblem(template: string): TemplateProblem | undefined {
  const tooLarge = sizeProblem(template)
  if (tooLarge) return tooLarge
  const parsed = parse(template)
  return parsed.ok ? undefined : parsed.problem
}

/** Everything that a template may name, with its documentation. */
export const builtins: Readonly<
  Record<'input' | 'util' | 'context', readonly BuiltinDescription[]>
> = {
  input: inputDescriptions,
  util: Object.entries(utilBuiltins).map(([name, { signature, doc }]) => ({
    name,
    signature,
    doc,
  })),
  context: contextDescriptions,
}
