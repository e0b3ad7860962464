import type { Json } from '../model/index.ts'

/** A part of a case. Cases are data of many shapes: they are read member by member, as their format says. */
export type Given = { readonly [name: string]: Json }

/** A member that is an object, or an empty one. */
export function map(value: Json | undefined): Given {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}

/** A member that is a text, or an empty one. */
export function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}

/** A member that is a list, or an empty one. */
export function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : []
}

/** A member that is a map of texts, by the format. */
export function texts(value: Json | undefined): Record<string, string> {
  return map(value) as Record<string, string>
}
