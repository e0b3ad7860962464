import { evaluatePath, leadsNowhere, parsePath, readPayload } from '../jsonpath/index.ts'
import type { JsonPath } from '../jsonpath/index.ts'
import {
  HostObject,
  JavaHashMap,
  JavaSortedMap,
  TemplateError,
  caseInsensitiveOrder,
  jsonText,
} from '../vtl/index.ts'
import type { Costs, JavaMap, Value } from '../vtl/index.ts'
import type { BuiltinDescription } from './builtin.ts'

/** The parameters of the method request. The last of several values is the value. */
export interface TemplateParameters {
  readonly path?: Readonly<Record<string, string>>
  readonly querystring?: Readonly<Record<string, string>>
  readonly header?: Readonly<Record<string, string>>
  /** Sort path and query string names as well, as the engine does that wrote the corpus of template cases. */
  readonly isSorted?: boolean
}

const descriptions = {
  body: { signature: '$input.body', doc: 'The raw text of the body. An empty body reads {}.' },
  json: {
    signature: "$input.json('$.path')",
    doc: 'The JSON text of what a JSONPath expression finds in the body; "" with its quotes where it finds nothing.',
  },
  path: {
    signature: "$input.path('$.path')",
    doc: 'The value that a JSONPath expression finds in the body, to be used further: properties, methods, #foreach. Printed, an object looks like {key=value}.',
  },
  params: {
    signature: "$input.params('name')",
    doc: 'A parameter of the method request, looked for in path, query string and headers, in this order. Without a name: a map of all three.',
  },
} as const

/** What is said of `$input`'s members. */
export const inputDescriptions: readonly BuiltinDescription[] = Object.entries(descriptions).map(
  ([name, description]) => ({ name, ...description }),
)

const kinds = ['path', 'querystring', 'header'] as const

/** `$input`: the body and the parameters. `path` and `json` share one document, so that what a template changes is seen by both. */
export class InputObject extends HostObject {
  private readonly text: string
  private readonly given: TemplateParameters
  private parameters: JavaMap | undefined
  private document: { readonly value: Value } | undefined

  constructor(body: string | null, parameters: TemplateParameters) {
    super()
    this.text = body === null || body === '' ? '{}' : body
    this.given = parameters
  }

  override property(name: string): Value | undefined {
    return name === 'body' ? this.text : undefined
  }

  override call(name: string, values: readonly Value[], costs: Costs): Value | undefined {
    const [first] = values
    const isBare = name === 'getBody' || name === 'params'
    if (
      isBare &&
      values.length > 0 &&
      !(name === 'params' && values.length === 1 && isText(first))
    ) {
      const message = `$input.${name} was given values that it does not take`
      throw new TemplateError('vtl/illegal-argument', message, 'render')
    }
    if (!isBare && (values.length !== 1 || !isText(first))) return undefined
    if (first === null) {
      throw new TemplateError('vtl/null-argument', `$input.${name} was given null`, 'render')
    }
    switch (name) {
      case 'path':
        return this.path(values[0], costs)
      case 'json':
        return this.json(values[0], costs)
      case 'params':
        return this.params(values[0])
      case 'getBody':
        return this.text
      default:
        return undefined
    }
  }

  override print(): string {
    return ''
  }

  private find(path: Value | undefined, costs: Costs): { readonly found: Value } | undefined {
    if (typeof path !== 'string') return undefined
    this.document ??= { value: readPayload(this.text, costs) }
    const parsed = parsedPath(path, costs)
    try {
      return { found: evaluatePath(parsed, this.document.value, costs) }
    } catch (error) {
      if (!leadsNowhere(error)) throw error
      return undefined
    }
  }

  private path(path: Value | undefined, costs: Costs): Value {
    return this.find(path, costs)?.found ?? null
  }

  private json(path: Value | undefined, costs: Costs): Value {
    const result = this.find(path, costs)
    return result === undefined || result.found === null ? '""' : jsonText(result.found, costs)
  }

  /** Headers are sorted by name; path and query string parameters are in a HashMap. Source: recorded output of the service. */
  private isSorted(kind: (typeof kinds)[number]): boolean {
    return kind === 'header' || this.given.isSorted === true
  }

  private params(name: Value | undefined): Value {
    this.parameters ??= new Map<Value, Value>(
      kinds.map((kind) => [kind, parameterMap(this.given[kind], this.isSorted(kind))]),
    )
    if (name === undefined) return this.parameters
    for (const map of this.parameters.values()) {
      const found = map instanceof Map ? map.get(name) : undefined
      if (found !== undefined && found !== null) return found
    }
    return null
  }
}

/** A text, or the null that stands for one. */
function isText(value: Value | undefined): boolean {
  return typeof value === 'string' || value === null
}

/** Paths that were read, by their text: a loop reads the same path again and again. */
const paths = new Map<string, JsonPath>()
const mostPaths = 500
/** Characters that a path may have, and the work of reading each. */
const pathCharacters = 5000
const workOfReading = 20

function parsedPath(text: string, costs: Costs): JsonPath {
  const known = paths.get(text)
  if (known) return known
  if (text.length > pathCharacters) {
    const message = `A JSON path may have ${pathCharacters} characters here`
    throw new TemplateError('jsonpath/too-large', message, 'budget')
  }
  costs.work(workOfReading * text.length)
  const parsed = parsePath(text)
  if (paths.size >= mostPaths) paths.clear()
  paths.set(text, parsed)
  return parsed
}

/** Parameters by name: sorted, or in the order of a HashMap. */
function parameterMap(
  values: Readonly<Record<string, string>> | undefined,
  isSorted: boolean,
): JavaMap {
  const entries = Object.entries(values ?? {})
  if (!isSorted) return new JavaHashMap(entries)
  const map = new JavaSortedMap()
  entries.sort(([left], [right]) => caseInsensitiveOrder(left, right))
  for (const [name, value] of entries) map.set(name, value)
  return map
}
