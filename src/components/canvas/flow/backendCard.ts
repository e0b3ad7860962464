import type { Address, BackendReference, Design } from '../../../model/index.ts'
import { backendWords } from '../words.ts'
import type { Card, Fact } from './graph.ts'

/** The backend that an integration reaches. */
export function backendCard(
  design: Design,
  reference: BackendReference,
  calls: Fact | undefined,
): Card {
  const declared = Object.hasOwn(design.backends, reference.key)
    ? design.backends[reference.key]
    : undefined
  const at = ['backends', reference.key]
  const { title, kindLabel } = backendWords(
    reference.key,
    reference.kind,
    declared?.name ?? reference.name,
  )
  return {
    station: 'backend',
    title: 'Backend',
    subtitle: title,
    at,
    editAt: [...at, 'answer'],
    facts: [
      { label: '', value: kindLabel },
      ...(calls ? [calls] : []),
      {
        label: 'Answer',
        value: declared?.mode === 'live' ? 'asked live' : answerWords(declared?.answer),
        at: [...at, 'answer'],
      },
    ],
    isIdle: false,
  }
}

/** A backend that is not there. */
export function noBackendCard(subtitle: string, at: Address): Card {
  const base = { station: 'backend', title: 'Backend', subtitle, at, editAt: at } as const
  return { ...base, facts: [], isIdle: true }
}

function answerWords(answer: Design['backends'][string]['answer']): string {
  if (answer === undefined) return 'canned, 200 {}'
  if ('timeout' in answer) return 'times out'
  if ('networkError' in answer) return 'network error'
  if ('echoBody' in answer) return 'echoes the body'
  if ('lambda' in answer) return 'error' in answer.lambda ? 'function error' : 'canned result'
  return `canned, ${answer.status}`
}
