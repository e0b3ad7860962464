import type { BodyModel } from '../../schema/bodyModel.ts'
import type { Json } from '../../schema/json.ts'
import { object, own, text } from '../account.ts'
import type { JsonObject } from '../account.ts'

type Models = Readonly<Record<string, BodyModel>>

/** Levels of objects and lists that are written; models may refer to themselves. */
const deepest = 12
/** Values that are written: references multiply. */
const mostValues = 1000

/**
 * A mapping template that prints something of the shape of a model. The form is the service's, as far as it is published;
 * which value stands for a kind of number, and what becomes of `allOf`, is unconfirmed.
 */
export function templateOf(model: BodyModel, models: Models): string {
  const writer = new TemplateWriter(models)
  const schema = parsed(model.schema)
  return `#set($inputRoot = $input.path('$'))\n${writer.value(schema, schema, 0).join('\n')}`
}

function parsed(schema: string): JsonObject {
  try {
    return object(JSON.parse(schema) as Json) // whatever JSON gives
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}

const scalars: { readonly [type: string]: string } = {
  string: '"foo"',
  integer: '42',
  number: '3.14',
  boolean: 'true',
  null: 'null',
}

class TemplateWriter {
  private written = 0
  private readonly models: Models

  constructor(models: Models) {
    this.models = models
  }

  /** The lines of a value; `root` is the schema in which its local references lead. */
  value(schema: JsonObject, root: JsonObject, depth: number): string[] {
    this.written++
    if (depth > deepest || this.written > mostValues) return ['{}']
    const reference = text(schema['$ref'])
    if (reference !== undefined) {
      const target = this.targetOf(reference, root)
      return this.value(target.schema, target.root, depth + 1)
    }
    const whole = withParts(schema)
    const type = typeOf(whole)
    if (type === 'array') return this.list(object(whole['items']), root, depth)
    const scalar = own(scalars, type)
    return scalar === undefined ? this.members(whole, root, depth) : [scalar]
  }

  private list(items: JsonObject, root: JsonObject, depth: number): string[] {
    return [
      '[',
      '##TODO: Update this foreach loop to reference array from input json',
      '#foreach($elem in $inputRoot)',
      ...indented(this.value(items, root, depth + 1), ' '),
      '#if($foreach.hasNext),#end',
      '',
      '#end',
      ']',
    ]
  }

  private members(schema: JsonObject, root: JsonObject, depth: number): string[] {
    const members = Object.entries(object(schema['properties']))
    const lines = members.flatMap(([name, member], i) => {
      const [first = '', ...others] = this.value(object(member), root, depth + 1)
      const comma = i < members.length - 1 ? ',' : ''
      const value = [`${JSON.stringify(name)} : ${first}`, ...others]
      return [...value.slice(0, -1), `${value.at(-1) ?? ''}${comma}`]
    })
    return ['{', ...indented(lines, '  '), '}']
  }

  /** Where a reference leads: to another model of the API, or to a part of the schema that it stands in. */
  private targetOf(
    reference: string,
    root: JsonObject,
  ): { readonly schema: JsonObject; readonly root: JsonObject } {
    const name = /\/models\/([^/]+)$/.exec(reference)?.[1]
    const model = name === undefined ? undefined : own(this.models, name)
    if (model) {
      const schema = parsed(model.schema)
      return { schema, root: schema }
    }
    const schema = reference
      .split('/')
      .slice(1)
      .reduce<JsonObject>((part, step) => object(own(part, step)), root)
    return { schema: reference.startsWith('#/') ? schema : {}, root }
  }
}

/** Lines set in; directives stay where lines begin, so that no blanks are printed before what they print. */
function indented(lines: readonly string[], by: string): string[] {
  return lines.map((line) => (line.startsWith('#') || line === '' ? line : by + line))
}

/** A schema with the properties of its `allOf` parts as its own. */
function withParts(schema: JsonObject): JsonObject {
  const parts = Array.isArray(schema['allOf']) ? schema['allOf'].map(object) : []
  if (parts.length === 0) return schema
  const properties = [...parts, schema].flatMap((part) =>
    Object.entries(object(part['properties'])),
  )
  return { ...parts[0], ...schema, properties: Object.fromEntries(properties) }
}

function typeOf({ type, items }: JsonObject): string {
  const named = Array.isArray(type) ? type.find((each) => each !== 'null') : type
  return text(named) ?? (items === undefined ? 'object' : 'array')
}
