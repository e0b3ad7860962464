import { allOf, patternOf } from './bodyCheck.ts'
import type { Check, Members, Patterns } from './bodyCheck.ts'

/** What a schema asks of texts; nothing where it asks nothing. */
export function textCheck(patterns: Patterns, schema: Members): Check<string> | undefined {
  const { minLength, maxLength, pattern, format } = schema
  return allOf([
    lengthCheck(minLength, maxLength),
    patternCheck(patterns, pattern),
    formatCheck(format),
  ])
}

function lengthCheck(minLength: unknown, maxLength: unknown): Check<string> | undefined {
  const least = typeof minLength === 'number' ? minLength : 0
  const most = typeof maxLength === 'number' ? maxLength : Infinity
  if (least <= 0 && most === Infinity) return undefined
  return (value, _run, _depth, errors) => {
    // a character has one or two units
    if (value.length >= 2 * least && value.length <= most) return
    const length = charactersOf(value)
    if (length < least) {
      errors.push(
        `string ${JSON.stringify(value)} is too short (length: ${length}, required minimum: ${least})`,
      )
    }
    if (length > most) {
      errors.push(
        `string ${JSON.stringify(value)} is too long (length: ${length}, maximum allowed: ${most})`,
      )
    }
  }
}

function patternCheck(patterns: Patterns, pattern: unknown): Check<string> | undefined {
  if (typeof pattern !== 'string') return undefined
  const isFound = patternOf(patterns, pattern)
  return (value, run, _depth, errors) => {
    if (isFound(value, run) !== false) return
    errors.push(
      `ECMA 262 regex ${JSON.stringify(pattern)} does not match input string ${JSON.stringify(value)}`,
    )
  }
}

function formatCheck(format: unknown): Check<string> | undefined {
  const known =
    typeof format === 'string' && Object.hasOwn(formats, format) ? formats[format] : undefined
  if (!known) return undefined
  return (value, _run, _depth, errors) => {
    if (!known.pattern.test(value))
      errors.push(`string ${JSON.stringify(value)} ${known.complaint}`)
  }
}

/** Characters of a text: a pair of surrogates is one. */
function charactersOf(text: string): number {
  let count = 0
  for (let i = 0; i < text.length; i++) {
    if ((text.codePointAt(i) ?? 0) > 0xffff) i++
    count++
  }
  return count
}

/** Formats that are checked, each in time that grows with the text alone. */
const formats: Readonly<Record<string, { readonly pattern: RegExp; readonly complaint: string }>> =
  {
    'date-time': {
      pattern: /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:?\d\d)$/,
      complaint:
        "is invalid against requested date format(s) [yyyy-MM-dd'T'HH:mm:ssZ, yyyy-MM-dd'T'HH:mm:ss.[0-9]{1,12}Z]",
    },
    email: { pattern: /^[^\s@]+@[^\s@]+$/, complaint: 'is not a valid email address' },
    ipv4: {
      pattern: /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/,
      complaint: 'is not a valid IPv4 address',
    },
  }

/** What a schema asks of numbers; nothing where it asks nothing. */
export function numberCheck(schema: Members): Check<number> | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema
  const least: Check<number> | undefined =
    typeof minimum === 'number'
      ? (value, _run, _depth, errors) => {
          if (value < minimum) {
            errors.push(
              `numeric instance is lower than the required minimum (minimum: ${minimum}, found: ${value})`,
            )
          } else if (exclusiveMinimum === true && value === minimum) {
            errors.push(
              `numeric instance is not strictly greater than the required minimum ${minimum}`,
            )
          }
        }
      : undefined
  const most: Check<number> | undefined =
    typeof maximum === 'number'
      ? (value, _run, _depth, errors) => {
          if (value > maximum) {
            errors.push(
              `numeric instance is greater than the required maximum (maximum: ${maximum}, found: ${value})`,
            )
          } else if (exclusiveMaximum === true && value === maximum) {
            errors.push(
              `numeric instance is not strictly lower than the required maximum ${maximum}`,
            )
          }
        }
      : undefined
  const multiple: Check<number> | undefined =
    typeof multipleOf === 'number' && multipleOf > 0
      ? (value, _run, _depth, errors) => {
          const quotient = value / multipleOf
          if (Math.abs(quotient - Math.round(quotient)) > 1e-9) {
            errors.push(`remainder of division is not zero (${value} / ${multipleOf})`)
          }
        }
      : undefined
  return allOf([least, most, multiple])
}
