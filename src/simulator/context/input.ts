import { evaluatePath, parsePath, readPayload } from '../jsonpath/index.ts'
import type { JsonPath } from '../jsonpath/index.ts'
import { HostObject, TemplateError, jsonText } from '../vtl/index.ts'
import type { JavaMap, Value } from '../vtl/index.ts'
import { callBuiltin } from './builtin.ts'
import type { BuiltinDescription, Builtins } from './builtin.ts'

/** The parameters of the method request. The last of several values is the value. */
export interface TemplateParameters {
  readonly path?: Readonly<Record<string, string>>
  readonly querystring?: Readonly<Record<string, string>>
  readonly header?: Readonly<Record<string, string>>
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

/** `$input`: the body and the parameters. `path` and `json` share one document, so that what a template changes is seen by both. */
export class InputObject extends HostObject {
  private readonly text: string
  private readonly parameters: Readonly<Record<'path' | 'querystring' | 'header', JavaMap>>
  private document: { readonly value: Value } | undefined
  private readonly paths = new Map<string, JsonPath>()
  private readonly members: Builtins

  constructor(body: string | null, parameters: TemplateParameters) {
    super()
    this.text = body === null || body === '' ? '{}' : body
    this.parameters = {
      path: sortedMap(parameters.path),
      querystring: sortedMap(parameters.querystring),
      header: sortedMap(parameters.header),
    }
    this.members = {
      json: { ...descriptions.json, call: ([path]) => this.json(path) },
      path: { ...descriptions.path, call: ([path]) => this.path(path) },
      params: { ...descriptions.params, call: ([name]) => this.params(name) },
      getBody: { ...descriptions.body, call: () => this.text },
    }
  }

  override property(name: string): Value | undefined {
    return name === 'body' ? this.text : undefined
  }

  override call(name: string, values: readonly Value[]): Value | undefined {
    return callBuiltin(this.members, name, values)
  }

  override print(): string {
    return ''
  }

  private find(path: Value | undefined): { readonly found: Value } | undefined {
    if (typeof path !== 'string') return undefined
    this.document ??= { value: readPayload(this.text) }
    let parsed = this.paths.get(path)
    if (!parsed) {
      parsed = parsePath(path)
      this.paths.set(path, parsed)
    }
    try {
      return { found: evaluatePath(parsed, this.document.value) }
    } catch (error) {
      if (error instanceof TemplateError && error.code === 'jsonpath/not-found') return undefined
      throw error
    }
  }

  private path(path: Value | undefined): Value {
    return this.find(path)?.found ?? null
  }

  private json(path: Value | undefined): Value {
    const result = this.find(path)
    return result === undefined || result.found === null ? '""' : jsonText(result.found)
  }

  private params(name: Value | undefined): Value {
    const { path, querystring, header } = this.parameters
    if (name === undefined) {
      return new Map<Value, Value>([
        ['path', path],
        ['querystring', querystring],
        ['header', header],
      ])
    }
    for (const map of [path, querystring, header]) if (map.has(name)) return map.get(name) ?? null
    return null
  }
}

function sortedMap(values: Readonly<Record<string, string>> | undefined): JavaMap {
  const names = Object.keys(values ?? {}).sort()
  return new Map<Value, Value>(names.map((name) => [name, values?.[name] ?? '']))
}
