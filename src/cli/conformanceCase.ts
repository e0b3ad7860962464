import { countingIds, importDocument, resourcesByPath } from '../model/index.ts'
import type { Design, Json, RestApi } from '../model/index.ts'
import type { HeaderList } from '../simulator/index.ts'
import type { CommandIo } from './io.ts'
import { map, text } from './given.ts'
import type { Given } from './given.ts'
import { difference } from './matching.ts'
import type { Matching } from './matching.ts'

/** How one case went. */
export interface CaseResult {
  readonly id: string
  /** The class of an AWS case, the category of a template case. */
  readonly group: string
  readonly passed: boolean
  /** What was expected and what came, where it failed. */
  readonly message?: string
  /** The kind of a case that was not run, and why. */
  readonly skipped?: string
}

/** A case that is not run, and why. */
export interface SkippedCase {
  readonly skipped: string
}

type Outcome = string | SkippedCase | undefined

/** How cases of a kind are run: what is not as expected, nothing, or why the case is not run. */
export type Runner = (
  given: Given,
  read: (file: string) => string,
  io: CommandIo,
) => Promise<Outcome> | Outcome

/** What is not as a case expects. */
export function compared(
  expected: Json | undefined,
  actual: unknown,
  matching: Matching = { bound: new Map() },
): string | undefined {
  return difference(expected ?? null, actual, matching)
}

/** As `compared`, where an expected error names only some of its members. */
export function failureDifference(expected: Json | undefined, actual: object): string | undefined {
  return difference(expected ?? null, actual, { bound: new Map() }, 'error' in map(expected))
}

/** The text of a document that a case names or holds. */
export function documentText(value: Json | undefined, read: (file: string) => string): string {
  const file = text(map(value)['$file'])
  return file === '' ? JSON.stringify(value) : read(file)
}

/** The REST API of a document, or why there is none. */
export function openedApi(
  document: string,
  basepath: string,
):
  | {
      design: Design
      api: RestApi
      problems: readonly { message: string; severity: string; code: string }[]
    }
  | string {
  const result = importDocument(document, {
    nextId: countingIds('id'),
    apiKind: 'REST',
    ...((basepath === 'prepend' || basepath === 'split' || basepath === 'ignore') && { basepath }),
  })
  if (!result.ok) return result.problems.map(({ message }) => message).join('; ')
  const { design } = result.value
  const api = Object.values(design.apis)[0]
  return api?.protocol === 'REST'
    ? { design, api, problems: result.problems }
    : 'no REST API was read'
}

/** How a case names the parts of an API. */
export function matchingOf(api: RestApi): Matching {
  const byPath = new Map(resourcesByPath(api).map(({ resource, path }) => [path, resource.id]))
  return {
    bound: new Map(),
    ids: {
      resource: (path) => byPath.get(path),
      authorizer: (name) =>
        Object.values(api.authorizers).find((authorizer) => authorizer.name === name)?.id,
      validator: (name) =>
        Object.values(api.requestValidators).find((validator) => validator.name === name)?.id,
    },
  }
}

/** The headers of a case. */
export function headersOf(value: Json | undefined): HeaderList {
  return Object.entries(map(value)).flatMap(([name, each]): [string, string][] =>
    (Array.isArray(each) ? each : [each]).map((one) => [name, String(one)]),
  )
}
