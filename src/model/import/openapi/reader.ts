import type { Address } from '../../address.ts'
import type { IdSource } from '../../ids.ts'
import type { Fate, Problem, Severity } from '../../result.ts'
import type { Json } from '../../schema/json.ts'
import type { RestApi } from '../../schema/restApi.ts'
import type { ReadDocument } from '../readText.ts'

export type JsonObject = { readonly [key: string]: Json }

/** A document while it is being read into an API of any protocol. */
export interface DocumentReader {
  readonly document: ReadDocument
  readonly root: JsonObject
  readonly nextId: IdSource
  readonly problems: Problem[]
  /** What is being read: where problems are, unless they name a nearer place. */
  at: Address
}

/** A document while it is being read into a REST API. */
export interface Reader extends DocumentReader {
  readonly dialect: 'openapi-3.0' | 'swagger-2.0'
  readonly api: RestApi
  /** Ids of authorizers by the names of their security schemes. */
  readonly authorizerIds: Map<string, string>
  /** Ids of request validators by name. */
  readonly validatorIds: Map<string, string>
  /** Names of models by the names of their schemas. */
  readonly modelNames: Map<string, string>
  readonly basepath: 'ignore' | 'prepend' | 'split'
  inlineModelCount: number
  /** Names of the models of schemas that stand in methods, by the text of the schema. */
  readonly inlineModels: Map<string, string>
}

/** What is taken over as something else; all other parts that are told stay in the document that is kept. */
const translated: readonly string[] = [
  'model-name',
  'newer-version',
  'no-info',
  'operation-id-twice',
  'reference-function',
]

/** True for an object of a document. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An own member of an object: names such as `constructor` find nothing that is not there. */
export function member(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

/** A member that is a text; numbers and booleans are written as one. */
export function textMember(value: Json | undefined, name: string): string | undefined {
  const found = member(value, name)
  if (typeof found === 'string') return found
  return typeof found === 'number' || typeof found === 'boolean' ? String(found) : undefined
}

/** The members of a member that is an object. */
export function entries(value: Json | undefined): [string, Json][] {
  return isObject(value) ? Object.entries(value) : []
}

/** Note what could not be taken over, with its place in the document. */
export function tell(
  reader: DocumentReader,
  severity: Severity,
  code: string,
  message: string,
  pointer: readonly string[],
  at: Address = reader.at,
): void {
  const position = reader.document.positionOf(pointer)
  const fate: Fate = translated.includes(code) ? 'translated' : 'kept'
  reader.problems.push({
    code: `openapi/${code}`,
    message,
    severity,
    at,
    pointer: '/' + pointer.map((part) => part.replace(/~/g, '~0').replace(/\//g, '~1')).join('/'),
    ...(position && { position }),
    fate,
  })
}

/** Follow a local `$ref`, at most a few steps; a reference out of the document or in a circle is told and gives `undefined`. */
export function dereferenced(
  reader: DocumentReader,
  value: Json | undefined,
  pointer: readonly string[],
): Json | undefined {
  let present = value
  for (let step = 0; step < 20; step++) {
    const reference = member(present, '$ref')
    if (typeof reference !== 'string') return present
    if (!reference.startsWith('#/')) {
      tell(
        reader,
        'warning',
        'external-reference',
        `The reference ${reference} leads out of the document and is left out.`,
        pointer,
      )
      return undefined
    }
    const parts = reference
      .slice(2)
      .split('/')
      .map((part) => decodePointer(part))
    let found: Json | undefined = reader.root
    for (const part of parts)
      found = Array.isArray(found) ? found[Number(part)] : member(found, part)
    if (found === undefined) {
      tell(
        reader,
        'warning',
        'missing-reference',
        `The reference ${reference} leads nowhere and is left out.`,
        pointer,
      )
      return undefined
    }
    present = found
  }
  tell(
    reader,
    'warning',
    'circular-reference',
    'References lead in a circle and are left out.',
    pointer,
  )
  return undefined
}

function decodePointer(part: string): string {
  const plain = part.replace(/~1/g, '/').replace(/~0/g, '~')
  try {
    return decodeURIComponent(plain)
  } catch (error) {
    if (error instanceof URIError) return plain
    throw error
  }
}

/** The object without some members. */
export function without(value: JsonObject, names: readonly string[]): { [key: string]: Json } {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)))
}
