import type { Address } from '../address.ts'
import { fail } from '../result.ts'

/** The service's answer to a content type that is none; `undefined` where it is one, or `$default`. */
export function contentTypeRefusal(contentType: string, at: Address) {
  return isContentType(contentType) ? undefined : refusal([contentType], at)
}

/** The service's answer to the keys of a map by content type, with all that are none; the address is the first one's. */
export function contentTypesRefusal(contentTypes: readonly string[], at: Address) {
  const wrong = contentTypes.filter((contentType) => !isContentType(contentType))
  const [first] = wrong
  return first === undefined ? undefined : refusal(wrong, [...at, first])
}

function isContentType(contentType: string): boolean {
  return (
    contentType === '$default' || /^[\w!#$&^.+*-]+\/[\w!#$&^.+*-]+(?:\s*;.*)?$/.test(contentType)
  )
}

function refusal(contentTypes: readonly string[], at: Address) {
  const errors = contentTypes.map((contentType) => `Invalid content type specified: ${contentType}`)
  const message = `Validation Result: warnings : [], errors : [${errors.join(', ')}]`
  return fail('content-type/invalid', message, at)
}
