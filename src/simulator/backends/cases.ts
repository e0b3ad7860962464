import type { Backend, CannedAnswer, Json } from '../../model/index.ts'
import { matchesGlob } from '../../model/index.ts'

/** What a backend answers to an event: by the first case that fits it, else its plain answer. */
export function answerFor(
  backend: Backend | undefined,
  event: Json | undefined,
): { readonly answer: CannedAnswer | undefined; readonly caseIndex?: number } {
  const caseIndex = (backend?.cases ?? []).findIndex(({ when }) =>
    Object.entries(when).every(([path, pattern]) => {
      const value = memberAt(event, path)
      return value !== undefined && matchesGlob(pattern, value)
    }),
  )
  if (caseIndex < 0) return { answer: backend?.answer }
  return { answer: backend?.cases?.[caseIndex]?.answer, caseIndex }
}

/** The text of a member of an event, by its names with dots between; `undefined` where there is none. */
function memberAt(event: Json | undefined, path: string): string | undefined {
  let value: Json | undefined = event
  let rest = path
  while (rest !== '') {
    if (typeof value !== 'object' || value === null) return undefined
    const members: { readonly [name: string]: Json } = Array.isArray(value)
      ? Object.fromEntries(value.entries())
      : value
    // names of headers may hold dots themselves: the longest name that is there counts
    const parts = rest.split('.')
    let length = parts.length
    while (length > 0 && !Object.hasOwn(members, parts.slice(0, length).join('.'))) length--
    if (length === 0) return undefined
    value = members[parts.slice(0, length).join('.')]
    rest = parts.slice(length).join('.')
  }
  if (value === undefined || value === null) return undefined
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** The milliseconds after which a canned answer comes. */
export function latencyOf(answer: CannedAnswer | undefined): number | undefined {
  return answer && 'latencyMs' in answer ? answer.latencyMs : undefined
}
