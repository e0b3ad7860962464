import type { DocumentKind } from '../../model/index.ts'
import type { KindReadings } from '../store/kindReadings.ts'
import { lossesOf } from '../files/openText.ts'

/** The features of each kind of API, for a user who chooses one. */
const features = {
  REST: 'Has resources with methods, models, request validation, mapping templates, API keys and caching.',
  HTTP: 'Has routes with proxy integrations, parameter mapping, JWT authorizers, CORS settings and stages that deploy by themselves.',
} satisfies { [K in DocumentKind]: string }

/** One sentence on a kind of API, and one on what the document would lose as that kind. */
export function kindDescription(kind: DocumentKind, readings: KindReadings): string {
  return `${features[kind]} ${losses(kind, readings)}`
}

function losses(kind: DocumentKind, readings: KindReadings): string {
  const reading = readings[kind]
  if (!reading.ok) {
    return `This document cannot be opened as this kind: ${reading.problems[0]?.message ?? 'it cannot be read.'}`
  }
  const { problems } = reading.value
  // this one is quoted, not counted
  const unvalidated = problems.find(({ code }) => code === 'openapi/not-validated')
  const counted = lossesOf({ problems: problems.filter((problem) => problem !== unvalidated) })
  const parts = counted.length > 0 ? [`Parts of this document: ${counted.join(', ')}.`] : []
  if (unvalidated) parts.push(unvalidated.message)
  return parts.length === 0 ? 'This document would lose nothing.' : parts.join(' ')
}
