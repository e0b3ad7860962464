import { caseInsensitiveOrder } from '../caseInsensitiveOrder.ts'
import { JavaHashMap } from '../javaHashMap.ts'
import {
  JavaSet,
  JavaSortedMap,
  MapEntry,
  SilentMap,
  hashCode,
  javaText,
  strictlyEqual,
} from '../values.ts'
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
export function valueAt(self: JavaMap, key: Value): Value {
  checkKey(self, key)
  return self.get(key) ?? null
}

/** Put a value under a key, in its place where the map keeps an order. */
export function putInto(self: JavaMap, key: Value, value: Value): void {
  checkKey(self, key)
  const isNew = self instanceof JavaSortedMap && !self.has(key)
  self.set(key, value)
  if (!isNew) return
  const entries = [...self].sort(([left], [right]) =>
    caseInsensitiveOrder(javaText(left), javaText(right)),
  )
  self.clear()
  for (const [name, item] of entries) self.set(name, item)
}

/** java.util.LinkedHashMap. */
export const mapMethods: Methods<JavaMap> = {
  size: [method([], (self) => self.size)],
  isEmpty: [method([], (self) => self.size === 0)],
  get: [method(['Object'], (self, _costs, key) => valueAt(self, key))],
  put: [
    method(['Object', 'Object'], (self, costs, key, value) => {
      costs.charge(1)
      const before = self.get(key) ?? null
      putInto(self, key, value)
      return before
    }),
  ],
  putAll: [
    method(['Map'], (self, costs, other) => {
      costs.charge(other.size)
      for (const [key, value] of [...other]) putInto(self, key, value)
      return ''
    }),
  ],
  putIfAbsent: [
    method(['Object', 'Object'], (self, costs, key, value) => {
      costs.charge(1)
      const before = valueAt(self, key)
      if (before === null) putInto(self, key, value)
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
    method(['Object'], (self, _costs, value) =>
      [...self.values()].some((other) => strictlyEqual(other, value)),
    ),
  ],
  keySet: [method([], (self) => JavaSet.viewOf(self, 'keys'))],
  values: [method([], (self) => JavaSet.viewOf(self, 'values'))],
  entrySet: [method([], (self) => JavaSet.viewOf(self, 'entries'))],
  remove: [
    method(['Object'], (self, _costs, key) => {
      const before = valueAt(self, key)
      self.delete(key)
      return before
    }),
    method(['Object', 'Object'], (self, _costs, key, value) => {
      const isThere = self.has(key) && strictlyEqual(self.get(key) ?? null, value)
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
    method(['Object', 'Object', 'Object'], (self, _costs, key, before, value) => {
      const isThere = self.has(key) && strictlyEqual(self.get(key) ?? null, before)
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
      if (self instanceof SilentMap) return new SilentMap(self)
      if (self instanceof JavaHashMap) return new JavaHashMap(self)
      return self instanceof JavaSortedMap ? new JavaSortedMap(self) : new Map(self)
    }),
  ],
  equals: [method(['Object'], (self, _costs, other) => strictlyEqual(self, other))],
  hashCode: [method([], hashCode)],
  toString: [method([], javaText)],
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
  equals: [method(['Object'], (self, _costs, other) => strictlyEqual(self, other))],
  hashCode: [method([], hashCode)],
  toString: [method([], javaText)],
}
