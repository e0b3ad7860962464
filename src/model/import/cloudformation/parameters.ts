import type { Json } from '../../schema/json.ts'
import type { Remark } from './stack.ts'
import { referencesIn } from './intrinsics.ts'
import type { JsonObject } from './intrinsics.ts'
import { asObject, asText } from './template.ts'

/** The values of a template's parameters: given ones, else defaults, else their names. */
export function parametersOf(
  template: JsonObject,
  given: Readonly<Record<string, Json>>,
  remarks: Remark[],
): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(asObject(template['Parameters'])).map(([name, declaration]) => {
      const { Default: byDefault, Type: type } = asObject(declaration)
      const value = Object.hasOwn(given, name) ? given[name] : byDefault
      if (value === undefined) {
        remarks.push({
          code: 'parameter',
          message: `The parameter ${name} has no default: its name stands in its place.`,
          pointer: ['Parameters', name],
        })
        return [name, name]
      }
      const isList = asText(type)?.match(/^(?:List<|CommaDelimitedList$)/) !== null
      return [
        name,
        isList && typeof value === 'string' ? value.split(',').map((item) => item.trim()) : value,
      ]
    }),
  )
}

/** The remark on a resource that uses parameters without a value. */
export function unknownValue(logicalId: string, names: readonly string[]): Remark {
  const parameters = names.length === 1 ? 'the parameter' : 'the parameters'
  return {
    code: 'unknown-value',
    message: `${logicalId} uses ${parameters} ${names.join(', ')}, whose value is only known when the stack is deployed, so it is not checked here.`,
    pointer: ['Resources', logicalId, 'Properties'],
  }
}

/** The parameters whose values only a deployment knows. */
export function unknownParameters(
  template: JsonObject,
  given: Readonly<Record<string, Json>>,
): ReadonlySet<string> {
  return new Set(
    Object.entries(asObject(template['Parameters'])).flatMap(([name, declaration]) =>
      Object.hasOwn(given, name) || asObject(declaration)['Default'] !== undefined ? [] : [name],
    ),
  )
}

/** A part of a template without the functions that refer to unknown parameters. */
export function withoutUnknown(value: Json, unknown: ReadonlySet<string>): Json | undefined {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    return value.flatMap((item) => {
      const known = withoutUnknown(item, unknown)
      return known === undefined ? [] : [known]
    })
  }
  const [name, ...others] = Object.keys(value)
  const isFunction = others.length === 0 && (name === 'Ref' || name?.startsWith('Fn::') === true)
  if (isFunction && [...referencesIn(value)].some((each) => unknown.has(each))) return undefined
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]): [string, Json][] => {
      const known = withoutUnknown(item, unknown)
      return known === undefined ? [] : [[key, known]]
    }),
  )
}
