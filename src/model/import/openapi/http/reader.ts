import type { HttpApi } from '../../../schema/v2/apis.ts'
import type { Json } from '../../../schema/json.ts'
import { entries, tell } from '../reader.ts'
import type { DocumentReader } from '../reader.ts'

/** A document while it is being read into an HTTP API. */
export interface HttpReader extends DocumentReader {
  readonly dialect: 'openapi-3.0'
  readonly api: HttpApi
  readonly basepath: 'ignore' | 'prepend' | 'split'
  /** Ids of authorizers by the names of their security schemes. */
  readonly authorizerIds: Map<string, string>
  /** Ids of the integrations in `components` by their names. Absent: not read yet, or refused. */
  readonly integrationIds: Map<string, string>
}

/** The member of `retained` under which the name of a shared integration in `components` is kept. */
export const componentName = 'componentName'

/** Report each member that is not one of the known ones: it stays in the document and has no effect. */
export function tellOthers(
  reader: HttpReader,
  value: Json,
  known: readonly string[],
  subject: string,
  pointer: readonly string[],
): void {
  for (const [name] of entries(value)) {
    if (known.includes(name)) continue
    const message = `${subject} has ${name}, which HTTP APIs do not support: it has no effect.`
    tell(reader, 'warning', 'unsupported-member', message, [...pointer, name])
  }
}

/** The texts of a map; numbers and booleans are written as texts, and any other value is reported and left out. */
export function textsOf(
  reader: HttpReader,
  value: Json | undefined,
  pointer: readonly string[],
): Record<string, string> {
  return Object.fromEntries(
    entries(value).flatMap(([name, item]): [string, string][] => {
      if (typeof item === 'string') return [[name, item]]
      if (typeof item === 'number' || typeof item === 'boolean') return [[name, String(item)]]
      const message = `The value of ${name} is not a string and is left out.`
      tell(reader, 'warning', 'not-a-text', message, [...pointer, name])
      return []
    }),
  )
}

/** A list of texts; other items are left out, and a value that is no list is reported. */
export function textListOf(
  reader: HttpReader,
  value: Json | undefined,
  pointer: readonly string[],
): string[] | undefined {
  if (value === undefined) return undefined
  if (Array.isArray(value)) return value.filter((item) => typeof item === 'string')
  tell(reader, 'warning', 'not-a-list', `${pointer.at(-1) ?? ''} is not a list.`, pointer)
  return undefined
}
