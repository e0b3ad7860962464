import type { Address, Design } from '../../../model/index.ts'
import { problemPlace } from '../../shared/problemPlace.ts'

/** A label as it stands within a sentence: `Stage variables` becomes `stage variables`, `API key` stays. */
export function inSentence(label: string): string {
  return /^[A-Z][a-z]*(?=\s|$)/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label
}

/** What an edit is called in the list of changes: `Change description of stage prod`. */
export function editLabel(edit: string, design: Design, at: Address): string {
  const { key, label } = problemPlace(design, at)
  return `${edit} of ${key === '' ? 'the design' : inSentence(label)}`
}
