import { itemBytes, textBytes } from '../costs.ts'
import type { Costs } from '../costs.ts'
import { JavaArray, JavaIterator, JavaList, JavaSet, pushed } from '../values.ts'
import { hashCode, strictlyEqual } from '../equality.ts'
import { javaText, jsonText } from '../valueText.ts'
import type { Value } from '../values.ts'
import { naturalOrder } from './order.ts'
import { method, thrown } from './signatures.ts'
import type { Method, Methods } from './signatures.ts'

function checkIndex(list: readonly Value[], index: number, to: number): number {
  if (index < 0 || index > to)
    throw thrown('vtl/index-out-of-bounds', `Index: ${index}, Size: ${list.length}`)
  return index
}

function unsupported(): Error {
  return thrown('vtl/unsupported-operation', 'This collection cannot be changed in this way')
}

function indexIn(list: readonly Value[], item: Value, costs: Costs): number {
  return list.findIndex((other) => strictlyEqual(other, item, costs))
}

/** Charge for a list of so many items. */
function chargeList(length: number, costs: Costs): void {
  costs.work(length)
  costs.hold(textBytes + itemBytes * length)
}

/** Find items of a collection: texts, numbers and truth values by a table, as they equal nothing else. */
function membership(items: readonly Value[], costs: Costs): (item: Value) => boolean {
  chargeList(items.length, costs)
  const simple = new Set<Value>()
  const others: Value[] = []
  for (const item of items) {
    if (typeof item === 'object' && item !== null) others.push(item)
    else simple.add(item)
    if (typeof item === 'string') costs.work(item.length)
  }
  return (item) => {
    if (typeof item === 'object' && item !== null) return indexIn(others, item, costs) >= 0
    costs.work(typeof item === 'string' ? 1 + item.length : 1)
    return simple.has(item)
  }
}

/** Remove the items for which `isToGo` holds; true where there were some. */
function removeWhere(self: Value[], costs: Costs, isToGo: (item: Value) => boolean): boolean {
  costs.work(self.length)
  const places: number[] = []
  for (const [place, item] of self.entries()) if (isToGo(item)) places.push(place)
  if (places.length === 0) return false
  if (self instanceof JavaArray) throw unsupported()
  costs.hold(2 * itemBytes * self.length)
  if (self instanceof JavaSet) self.removeAt(places)
  else {
    const gone = new Set(places)
    const kept = [...self].filter((_item, place) => !gone.has(place))
    self.length = 0
    pushed(self, kept)
  }
  return true
}

function insert(self: Value[], index: number, items: readonly Value[], costs: Costs): void {
  chargeList(self.length - index, costs)
  const rest = [...self].slice(index)
  self.length = index
  pushed(pushed(self, items), rest)
}

const nothing: Method<Value[]> = method([], () => '')

/** java.util.Collection. */
const collectionMethods: Methods<Value[]> = {
  size: [method([], (self) => self.length)],
  isEmpty: [method([], (self) => self.length === 0)],
  contains: [method(['Object'], (self, costs, item) => indexIn(self, item, costs) >= 0)],
  containsAll: [
    method(['Collection'], (self, costs, items) => {
      if (items.length === 0) return true
      return items.every(membership(self, costs))
    }),
  ],
  iterator: [method([], (self) => new JavaIterator(self))],
  toArray: [
    method([], (self, costs) => {
      chargeList(self.length, costs)
      return pushed(new JavaArray(), self)
    }),
  ],
  remove: [
    method(['Object'], (self, costs, item) => {
      const place = indexIn(self, item, costs)
      return removeWhere(
        self,
        costs,
        (other) => other === self[place] && strictlyEqual(other, item, costs),
      )
    }),
  ],
  removeAll: [
    method(['Collection'], (self, costs, items) => {
      costs.charge(self.length)
      return removeWhere(self, costs, membership(items, costs))
    }),
  ],
  retainAll: [
    method(['Collection'], (self, costs, items) => {
      costs.charge(self.length)
      const isKept = membership(items, costs)
      return removeWhere(self, costs, (item) => !isKept(item))
    }),
  ],
  equals: [method(['Object'], (self, costs, other) => strictlyEqual(self, other, costs))],
  hashCode: [method([], (self: Value[], costs) => hashCode(self, costs))],
  toString: [method([], (self: Value[], costs) => javaText(self, costs))],
}

/** Collections that take no new items: the parts of a map. */
const viewMethods: Methods<Value[]> = {
  ...collectionMethods,
  remove: [
    method(['Object'], (self, costs, item) => {
      const place = indexIn(self, item, costs)
      if (place >= 0 && self instanceof JavaSet) {
        costs.work(2 * self.length)
        self.removeAt([place])
      }
      return place >= 0
    }),
  ],
  add: [
    method(['Object'], () => {
      throw unsupported()
    }),
  ],
  addAll: [
    method(['Collection'], (_self, _costs, items) => {
      if (items.length > 0) throw unsupported()
      return false
    }),
  ],
  clear: [
    method([], (self) => {
      if (self instanceof JavaSet) self.owner.clear()
      return ''
    }),
  ],
}

/** java.util.ArrayList. */
const listMethods: Methods<Value[]> = {
  ...collectionMethods,
  get: [
    method(
      ['int'],
      (self, _costs, index) => self[checkIndex(self, index, self.length - 1)] ?? null,
    ),
  ],
  set: [
    method(['int', 'Object'], (self, _costs, index, value) => {
      const before = self[checkIndex(self, index, self.length - 1)] ?? null
      self[index] = value
      return before
    }),
  ],
  add: [
    method(['Object'], (self, costs, value) => {
      costs.charge(1)
      self.push(value)
      return true
    }),
    method(['int', 'Object'], (self, costs, index, value) => {
      costs.charge(1)
      insert(self, checkIndex(self, index, self.length), [value], costs)
      return ''
    }),
  ],
  addAll: [
    method(['Collection'], (self, costs, items) => {
      costs.charge(items.length)
      pushed(self, [...items])
      return items.length > 0
    }),
    method(['int', 'Collection'], (self, costs, index, items) => {
      checkIndex(self, index, self.length)
      costs.charge(items.length)
      insert(self, index, [...items], costs)
      return items.length > 0
    }),
  ],
  remove: [
    method(['int'], (self, costs, index) => {
      const place = checkIndex(self, index, self.length - 1)
      costs.work(self.length - place)
      const [gone] = self.splice(place, 1)
      return gone ?? null
    }),
    method(['Object'], (self, costs, item) => {
      const place = indexIn(self, item, costs)
      costs.work(self.length)
      if (place >= 0) self.splice(place, 1)
      return place >= 0
    }),
  ],
  clear: [
    method([], (self) => {
      self.length = 0
      return ''
    }),
  ],
  indexOf: [method(['Object'], (self, costs, item) => indexIn(self, item, costs))],
  lastIndexOf: [
    method(['Object'], (self, costs, item) =>
      self.findLastIndex((other) => strictlyEqual(other, item, costs)),
    ),
  ],
  subList: [
    method(['int', 'int'], (self, costs, from, to) => {
      if (from < 0 || to > self.length || from > to) {
        const message = `fromIndex ${from}, toIndex ${to}, size ${self.length}`
        throw thrown('vtl/index-out-of-bounds', message)
      }
      chargeList(self.length, costs)
      return pushed(new JavaList(), [...self].slice(from, to))
    }),
  ],
  listIterator: [
    method([], (self) => new JavaIterator(self)),
    method(['int'], (self, _costs, index) => {
      const iterator = new JavaIterator(self)
      iterator.next = checkIndex(self, index, self.length)
      return iterator
    }),
  ],
  sort: [
    method(['never'], (self, costs) => {
      costs.charge(self.length)
      chargeList(self.length, costs)
      const sorted = [...self].sort((left, right) => naturalOrder(left, right, costs))
      self.length = 0
      pushed(self, sorted)
      return ''
    }),
  ],
  clone: [
    method([], (self, costs) => {
      costs.charge(self.length)
      chargeList(self.length, costs)
      const copy: Value[] = self instanceof JavaList ? new JavaList() : []
      return pushed(copy, self)
    }),
  ],
  ensureCapacity: [method(['int'], () => '')],
  trimToSize: [nothing],
}

/** net.minidev.json.JSONArray. */
const jsonListMethods: Methods<Value[]> = {
  ...listMethods,
  toJSONString: [method([], (self: Value[], costs) => jsonText(self, costs, true))],
  merge: [
    method(['Object'], (self, costs, other) => {
      if (!Array.isArray(other) || other instanceof JavaSet || other instanceof JavaArray)
        throw thrown('vtl/illegal-argument', 'A JSON array is merged with a list')
      costs.charge(other.length)
      pushed(self, [...other])
      return ''
    }),
  ],
}

const refused = (types: readonly ('int' | 'Object' | 'Collection')[]): Method<Value[]> =>
  method(types, () => {
    throw unsupported()
  })

/** A Java array: it can be looked at and set as a list, and neither grows nor shrinks. */
const arrayMethods: Methods<Value[]> = {
  ...collectionMethods,
  get: listMethods['get'] ?? [],
  set: [
    method(['int', 'Object'], (self, _costs, index, value) => {
      const before = self[checkIndex(self, index, self.length - 1)] ?? null
      if (typeof before === 'string' && value !== null && typeof value !== 'string')
        throw thrown('vtl/illegal-argument', 'An array of texts takes texts only')
      self[index] = value
      return before
    }),
  ],
  indexOf: listMethods['indexOf'] ?? [],
  lastIndexOf: listMethods['lastIndexOf'] ?? [],
  subList: listMethods['subList'] ?? [],
  listIterator: listMethods['listIterator'] ?? [],
  sort: listMethods['sort'] ?? [],
  add: [refused(['Object']), refused(['int', 'Object'])],
  addAll: [
    method(['Collection'], (_self, _costs, items) => {
      if (items.length > 0) throw unsupported()
      return false
    }),
    method(['int', 'Collection'], (self, _costs, index, items) => {
      checkIndex(self, index, self.length)
      if (items.length > 0) throw unsupported()
      return false
    }),
  ],
  remove: [
    refused(['int']),
    method(['Object'], (self, costs, item) => {
      if (indexIn(self, item, costs) >= 0) throw unsupported()
      return false
    }),
  ],
  clear: [
    method([], (self) => {
      if (self.length > 0) throw unsupported()
      return ''
    }),
  ],
  // an array equals itself alone
  equals: [method(['Object'], (self, _costs, other) => self === other)],
}

/** The methods of a collection's class. */
export function methodsOfCollection(self: Value[], costs: Costs): Methods<Value[]> {
  if (self instanceof JavaList) return listMethods
  if (self instanceof JavaSet) {
    chargeList(self.owner.size, costs)
    self.refresh()
    return viewMethods
  }
  return self instanceof JavaArray ? arrayMethods : jsonListMethods
}

/** A list's methods, for completion. */
export const listMethodTable: Methods<Value[]> = jsonListMethods

/** java.util.Iterator, with what a list's has beside it. */
export const iteratorMethods: Methods<JavaIterator> = {
  hasNext: [method([], (self) => self.next < self.items.length)],
  next: [
    method([], (self) => {
      if (self.next >= self.items.length)
        throw thrown('vtl/no-such-element', 'The iterator has no more items')
      return self.items[self.next++] ?? null
    }),
  ],
}
