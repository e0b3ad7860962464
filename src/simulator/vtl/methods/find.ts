import type { Costs } from '../costs.ts'

// Finding a part of a text. The platform's own search is the fastest, but takes the product of both lengths for some
// texts; long ones are searched here, in time of their sum.

/** The product of lengths up to which the platform searches. */
const mostNative = 1_000_000

function isNative(text: string, part: string): boolean {
  return part.length <= 2 || text.length * part.length <= mostNative
}

/** For each unit of a part: how long the longest beginning is that ends there and is not the whole. */
function bordersOf(part: string, costs: Costs): Int32Array {
  costs.work(part.length)
  costs.hold(4 * part.length)
  const borders = new Int32Array(part.length)
  let length = 0
  for (let i = 1; i < part.length; i++) {
    while (length > 0 && part.charCodeAt(i) !== part.charCodeAt(length))
      length = borders[length - 1] ?? 0
    if (part.charCodeAt(i) === part.charCodeAt(length)) length++
    borders[i] = length
  }
  return borders
}

/** Call `found` with each place of a part from a place on, from left to right, until it returns false. Places may overlap. */
function eachPlace(
  text: string,
  part: string,
  from: number,
  costs: Costs,
  found: (place: number) => boolean,
): void {
  const borders = bordersOf(part, costs)
  costs.work(2 * (text.length - from))
  let length = 0
  for (let i = from; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    while (length > 0 && unit !== part.charCodeAt(length)) length = borders[length - 1] ?? 0
    if (unit === part.charCodeAt(length)) length++
    if (length < part.length) continue
    if (!found(i + 1 - length)) return
    length = borders[length - 1] ?? 0
  }
}

/** The first place of a part from a place on; -1 where there is none. */
export function indexOf(text: string, part: string, from: number, costs: Costs): number {
  if (isNative(text, part)) {
    const place = text.indexOf(part, from)
    const start = Math.min(Math.max(0, from), text.length)
    costs.work(1 + (place < 0 ? text.length : place + part.length) - start)
    return place
  }
  let first = -1
  eachPlace(text, part, Math.max(0, from), costs, (place) => {
    first = place
    return false
  })
  return first
}

/** The last place of a part up to a place; -1 where there is none. */
export function lastIndexOf(text: string, part: string, from: number, costs: Costs): number {
  if (from < 0) return -1
  if (isNative(text, part)) {
    costs.work(text.length)
    return text.lastIndexOf(part, from)
  }
  let last = -1
  eachPlace(text, part, 0, costs, (place) => {
    if (place > from) return false
    last = place
    return true
  })
  return last
}

/** The places of a part that is not empty, without overlaps. */
export function placesOf(text: string, part: string, costs: Costs): number[] {
  const places: number[] = []
  const add = (place: number) => {
    costs.hold(8)
    places.push(place)
  }
  if (isNative(text, part)) {
    costs.work(text.length)
    for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) {
      costs.work(1)
      add(at)
    }
    return places
  }
  let end = 0
  eachPlace(text, part, 0, costs, (place) => {
    if (place >= end) {
      add(place)
      end = place + part.length
    }
    return true
  })
  return places
}
