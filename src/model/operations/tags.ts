import type { Address } from '../address.ts'
import { fail } from '../result.ts'
import { fixedQuotaRefusal } from './fixedQuotas.ts'
import { own } from './within.ts'

type Tags = Readonly<Record<string, string>>

const keyCharacters = 128
const valueCharacters = 256

/**
 * Why the service would not store tags; `undefined` where it would. Tags that are as before are not looked at again.
 * Source: API reference, TagResource; the wording is formed here.
 */
export function tagsRefusal(tags: Tags, before: Tags | undefined, at: Address) {
  if (tags === before) return undefined
  for (const [key, value] of Object.entries(tags)) {
    if (before && own(before, key) === value) continue
    const place = [...at, key]
    if (key.length < 1 || key.length > keyCharacters) {
      const message = `A tag key has 1 to ${keyCharacters} characters, not ${key.length}`
      return fail('tags/key', message, place)
    }
    if (/^aws:/i.test(key)) {
      const message = `Tag keys that begin with aws: are the service's own: ${key}`
      return fail('tags/reserved', message, place)
    }
    if (value.length > valueCharacters) {
      const message = `A tag value has at most ${valueCharacters} characters; that of ${key} has ${value.length}`
      return fail('tags/value', message, place)
    }
  }
  return fixedQuotaRefusal('tags', Object.keys(tags).length, Object.keys(before ?? {}).length, at)
}
