import { caseInsensitiveOrder } from '../caseInsensitiveOrder.ts'
import { JavaHashMap } from '../javaHashMap.ts'
import { entryBytes, itemBytes } from '../costs.ts'
import type { Costs } from '../costs.ts'
import { JavaSet, JavaSortedMap, MapEntry, SilentMap } from '../values.ts'
import { hashCode, strictlyEqual } from '../equality.ts'
import { javaText } from '../valueText.ts'
import type { JavaMap, Value } from '../values.ts'
import { method, thrown } from './signatures.ts'
import type { Methods } from './signatures.ts'

/** A map that keeps its names in order takes texts alone. */
function checkKey(self: JavaMap, key: Value): void {
  if (!(self instanceof JavaSortedMap) || typeof key === 'string') return
  if (key === null) throw thrown('vtl/null-argument', 'This map has no null key')
  if (self.size > 0) throw thrown('vtl/class-cast', 'The keys of this map are texts')
}

/** The value of a key; null where there is none. */
function valueAt(self: JavaMap, key: Value): Value {
  checkKey(self, key)
  return self.get(key) ?? null
}

/** Put a value under a key, in its place where the map keeps an order. */
function putInto(self: JavaMap, key: Value, value: Value, costs: Costs): void {
  checkKey(self, key)
  costs.hold(entryBytes)
  // a changed hash map is put in order again when it is read
  if (self instanceof JavaHashMap) costs.work(self.size)
  const isNew = self instanceof JavaSortedMap && !self.has(key)
  self.set(key, value)
  if (!isNew) return
  costs.hold(entryBytes * self.size)
  const entries = [...self].sort(([left], [right]) =>
    caseInsensitiveOrder(javaText(left, costs), javaText(right, costs)),
  )
  self.clear()
  for (const [name, item] of entries) self.set(name, item)
}

/** The number of entries. An object of a body counts them each time. */
function sizeOf(self: JavaMap, costs: Costs): number {
  const { size } = self
  costs.work(size)
  return size
}

/** The view of a part of a map, which is a copy here. */
function viewOf(self: JavaMap, part: JavaSet['part'], costs: Costs): JavaSet {
  costs.work(self.size)
  costs.hold((part === 'entries' ? entryBytes : itemBytes) * self.size)
  return JavaSet.viewOf(self, part)
}

/** java.util.LinkedHashMap. */
export const mapMethods: Methods<JavaMap> = {
  size: [method([], sizeOf)],
  isEmpty: [method([], (self, costs) => sizeOf(self, costs) === 0)],
  get: [method(['Object'], (self, _costs, key) => valueAt(self, key))],
  put: [
    method(['Object', 'Object'], (self, costs, key, value) => {
      costs.charge(1)
      const before = self.get(key) ?? null
      putInto(self, key, value, costs)
      return before
    }),
  ],
  putAll: [
    method(['Map'], (self, costs, other) => {
      costs.charge(other.size)
      for (const [key, value] of [...other]) putInto(self, key, value, costs)
      return ''
    }),
  ],
  putIfAbsent: [
    method(['Object', 'Object'], (self, costs, key, value) => {
      costs.charge(1)
      const before = valueAt(self, key)
      if (before === null) putInto(self, key, value, costs)
      return before
    }),
  ],
  getOrDefault: [
    method(['Object', 'Object'], (self, _costs, key, otherwise) => {
      checkKey(self, key)
      return self.has(key) ? (self.get(key) ?? null) : otherwise
    }),
  ],
  containsKey: [
    method(['Object'], (self, _costs, key) => {
      checkKey(self, key)
      return self.has(key)
    }),
  ],
  containsValue: [
    method(['Object'], (self, costs, value) => {
      for (const other of self.values()) if (strictlyEqual(other, value, costs)) return true
      return false
    }),
  ],
  keySet: [method([], (self, costs) => viewOf(self, 'keys', costs))],
  values: [method([], (self, costs) => viewOf(self, 'values', costs))],
  entrySet: [method([], (self, costs) => viewOf(self, 'entries', costs))],
  remove: [
    method(['Object'], (self, costs, key) => {
      const before = valueAt(self, key)
      if (self instanceof JavaHashMap) costs.work(self.size)
      self.delete(key)
      return before
    }),
    method(['Object', 'Object'], (self, costs, key, value) => {
      const isThere = self.has(key) && strictlyEqual(self.get(key) ?? null, value, costs)
      if (self instanceof JavaHashMap) costs.work(self.size)
      if (isThere) self.delete(key)
      return isThere
    }),
  ],
  replace: [
    method(['Object', 'Object'], (self, _costs, key, value) => {
      const before = valueAt(self, key)
      if (self.has(key)) self.set(key, value)
      return before
    }),
    method(['Object', 'Object', 'Object'], (self, costs, key, before, value) => {
      const isThere = self.has(key) && strictlyEqual(self.get(key) ?? null, before, costs)
      if (isThere) self.set(key, value)
      return isThere
    }),
  ],
  clear: [
    method([], (self) => {
      self.clear()
      return ''
    }),
  ],
  clone: [
    method([], (self, costs) => {
      costs.charge(self.size)
      costs.work(self.size)
      costs.hold(entryBytes * self.size)
      if (self instanceof SilentMap) return new SilentMap(self)
      if (self instanceof JavaHashMap) return new JavaHashMap(self)
      return self instanceof JavaSortedMap ? new JavaSortedMap(self) : new Map(self)
    }),
  ],
  equals: [method(['Object'], (self, costs, other) => strictlyEqual(self, other, costs))],
  hashCode: [method([], (self: JavaMap, costs) => hashCode(self, costs))],
  toString: [method([], (self: JavaMap, costs) => javaText(self, costs))],
}

/** java.util.Map.Entry. */
export const entryMethods: Methods<MapEntry> = {
  getKey: [method([], (self) => self.key)],
  getValue: [method([], (self) => self.value)],
  setValue: [
    method(['Object'], (self, _costs, value) => {
      const before = self.value
      self.map.set(self.key, value)
      return before
    }),
  ],
  equals: [method(['Object'], (self, costs, other) => strictlyEqual(self, other, costs))],
  hashCode: [method([], (self: MapEntry, costs) => hashCode(self, costs))],
  toString: [method([], (self: MapEntry, costs) => javaText(self, costs))],
}
