import { badRequest, number, someText, text, textList } from '../account.ts'
import type { JsonObject } from '../account.ts'

/** What an answer is to hold besides: the names in `embed`, in a list or with commas. */
export function embedded(input: JsonObject): string[] {
  return [...textList(input['embed']), ...(text(input['embed'])?.split(',') ?? [])]
}

/** One page of a list: `limit` items from behind `position`. A limit below 1 is taken for the default. */
export function page(
  items: readonly JsonObject[],
  input: JsonObject,
  member = 'items',
): JsonObject {
  const wanted = Math.trunc(number(input['limit']) ?? Number(text(input['limit']) ?? 25))
  const limit = wanted >= 1 ? Math.min(wanted, 500) : 25
  const position = someText(input['position'])
  if (position !== undefined && !/^\d{1,9}$/.test(position)) {
    throw badRequest('Invalid position parameter specified')
  }
  const from = Number(position ?? 0)
  const shown = items.slice(from, from + limit)
  const next = from + limit
  return { [member]: [...shown], ...(next < items.length && { position: String(next) }) }
}
