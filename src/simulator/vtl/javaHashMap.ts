import { limitedCosts } from './costs.ts'
import { hashCode } from './equality.ts'
import type { Costs } from './costs.ts'
import type { Value } from './values.ts'

/** Buckets of a new `java.util.HashMap`. */
const initialCapacity = 16

/** Units of work that hashing the keys of one map may take. */
const hashingWork = 1_000_000

/** The bucket of a key: Java mixes the upper half of the hash into the lower one. */
function bucketOf(key: Value, capacity: number, costs: Costs): number {
  const hash = hashCode(key, costs)
  return (hash ^ (hash >>> 16)) & (capacity - 1)
}

/** Buckets after this many insertions: Java doubles them whenever the map is more than three quarters full. */
function capacityFor(size: number, capacity: number): number {
  let enough = capacity
  while (size > enough * 0.75) enough *= 2
  return enough
}

/**
 * The order in which a `java.util.HashMap` iterates over keys that were inserted in the given order: by bucket, and within
 * a bucket by insertion. Splitting a bucket keeps the order within it, so only the final number of buckets counts.
 */
export function hashOrdered<K extends Value>(
  keys: Iterable<K>,
  capacity: number = initialCapacity,
): K[] {
  const all = [...keys]
  const buckets = capacityFor(all.length, capacity)
  const costs = limitedCosts(hashingWork)
  const placed = all.map((key) => ({ key, bucket: bucketOf(key, buckets, costs) }))
  // a stable sort keeps the insertion order within a bucket
  return placed.sort((left, right) => left.bucket - right.bucket).map(({ key }) => key)
}

/** Entries in the order of a `java.util.HashMap` that they were put into one after the other; the last value of a key counts. */
export function hashOrderedEntries<T>(entries: Iterable<readonly [string, T]>): [string, T][] {
  const values = new Map(entries)
  return hashOrdered(values.keys()).map((key) => {
    // the key comes from the map itself
    return [key, values.get(key) as T]
  })
}

/** A map that is iterated over as a `java.util.HashMap` is. The order is worked out when it is first needed after a change. */
export class JavaHashMap extends Map<Value, Value> {
  /** Buckets never become fewer, even when keys are removed. */
  private capacity = initialCapacity
  /** The same entries in order; `undefined` after a change. */
  private ordered: Map<Value, Value> | undefined

  constructor(entries: Iterable<readonly [Value, Value]> = []) {
    super()
    for (const [key, value] of entries) this.set(key, value)
  }

  override set(key: Value, value: Value): this {
    super.set(key, value)
    this.capacity = capacityFor(this.size, this.capacity)
    this.ordered = undefined
    return this
  }

  override delete(key: Value): boolean {
    this.ordered = undefined
    return super.delete(key)
  }

  override clear(): void {
    this.ordered = undefined
    super.clear()
  }

  override keys(): MapIterator<Value> {
    return this.inOrder().keys()
  }

  override values(): MapIterator<Value> {
    return this.inOrder().values()
  }

  override entries(): MapIterator<[Value, Value]> {
    return this.inOrder().entries()
  }

  override [Symbol.iterator](): MapIterator<[Value, Value]> {
    return this.inOrder().entries()
  }

  override forEach(visit: (value: Value, key: Value, map: Map<Value, Value>) => void): void {
    for (const [key, value] of this.inOrder()) visit(value, key, this)
  }

  private inOrder(): Map<Value, Value> {
    if (this.ordered) return this.ordered
    const ordered = new Map<Value, Value>()
    for (const key of hashOrdered(super.keys(), this.capacity)) {
      ordered.set(key, super.get(key) ?? null)
    }
    return (this.ordered = ordered)
  }
}
