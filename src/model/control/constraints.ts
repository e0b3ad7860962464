import type { Json } from '../schema/json.ts'
import { ServiceRefusal, object } from './account.ts'
import type { JsonObject } from './account.ts'

/** What the shape of an input demands of one member. The order of values is the one in which the service prints them. */
export interface Constraint {
  /** Members from the top of the input; a `*` stands for every item of a list. */
  readonly path: readonly string[]
  readonly values?: readonly string[]
  readonly pattern?: string
  /** True for members of the address of the call, which are named without the input. */
  readonly isInAddress?: boolean
  /** True where the service prints the list as a whole. */
  readonly isList?: boolean
  /** True where the member has to be there. */
  readonly isRequired?: boolean
}

/** Constraints for members that must be present. */
export function required(...names: readonly string[]): Constraint[] {
  return names.map((name) => ({ path: name.split('.'), isRequired: true }))
}

/**
 * Refuse an input that violates constraints: all violations in one message. The service checks them before it looks up
 * anything. Throws `ServiceRefusal` with the given code.
 */
export function checkConstraints(
  constraints: readonly Constraint[],
  operation: string,
  input: JsonObject,
  code: string,
): void {
  const inputName = operation.charAt(0).toLowerCase() + operation.slice(1) + 'Input'
  const found = constraints.flatMap((constraint) => violations(constraint, input, inputName))
  if (found.length === 0) return
  const count = found.length === 1 ? '1 validation error' : `${found.length} validation errors`
  const message = `${count} detected: ${found.join('; ')}`
  throw new ServiceRefusal(400, code, message)
}

function violations(constraint: Constraint, input: JsonObject, inputName: string): string[] {
  const { path, values, pattern, isInAddress, isList, isRequired } = constraint
  const found: string[] = []
  const visit = (value: Json | undefined, rest: readonly string[], at: readonly string[]) => {
    const [step, ...further] = rest
    if (value === undefined || value === null) {
      if (isRequired !== true || step !== undefined) return
      const place = [inputName, ...at].join('.')
      found.push(`Value null at '${place}' failed to satisfy constraint: Member must not be null`)
      return
    }
    if (step === '*') {
      if (!Array.isArray(value)) return
      for (const [i, item] of value.entries()) visit(item, further, [...at, `${i + 1}.member`])
      return
    }
    if (step !== undefined) {
      const map = object(value)
      visit(Object.hasOwn(map, step) ? map[step] : undefined, further, [...at, step])
      return
    }
    const place = (isInAddress === true ? at : [inputName, ...at]).join('.')
    const enumeration = `Member must satisfy enum value set: [${values?.join(', ') ?? ''}]`
    if (isList === true && Array.isArray(value)) {
      if (value.every((item) => typeof item === 'string' && values?.includes(item))) return
      found.push(
        `Value '[${value.join(', ')}]' at '${place}' failed to satisfy constraint: Member must satisfy constraint: [${enumeration}]`,
      )
      return
    }
    const word = typeof value === 'string' ? value : JSON.stringify(value)
    if (values && !values.includes(word)) {
      found.push(`Value '${word}' at '${place}' failed to satisfy constraint: ${enumeration}`)
    }
    if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`).test(word)) {
      found.push(
        `Value '${word}' at '${place}' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern}`,
      )
    }
  }
  visit(input, path, [])
  return found
}
