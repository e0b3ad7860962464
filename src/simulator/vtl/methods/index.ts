import type { Costs } from '../costs.ts'
import {
  DefinedBlock,
  HostObject,
  JavaCharacter,
  JavaClass,
  JavaIterator,
  MapEntry,
  isNumber,
} from '../values.ts'
import type { Value } from '../values.ts'
import { iteratorMethods, listMethodTable, methodsOfCollection } from './collections.ts'
import { entryMethods, mapMethods } from './maps.ts'
import { methodsOfNumber, numberMethodTables } from './numbers.ts'
import { chooseMethod, classOf } from './signatures.ts'
import type { Methods } from './signatures.ts'
import { booleanMethods, characterMethods } from './simple.ts'
import { stringMethods } from './texts.ts'

type Call = (self: Value, values: readonly Value[], costs: Costs) => Value | undefined

function called<Self>(
  methods: Methods<Self>,
  name: string,
  self: Self & Value,
  values: readonly Value[],
  costs: Costs,
): Value | undefined {
  // own members alone: a template that names `constructor` reaches nothing
  const overloads = Object.hasOwn(methods, name) ? methods[name] : undefined
  if (!overloads)
    return name === 'getClass' && values.length === 0 ? new JavaClass(classOf(self)) : undefined
  const chosen = chooseMethod(overloads, values)
  return chosen?.method.call(self, costs, chosen.values)
}

/** The methods of a name, of every class; `undefined` where a value's class has none for the arguments. */
export function methodNamed(name: string): Call {
  return (self, values, costs) => {
    if (typeof self === 'string') return called(stringMethods, name, self, values, costs)
    if (self === null) return undefined
    if (Array.isArray(self))
      return called(methodsOfCollection(self, costs), name, self, values, costs)
    if (self instanceof Map) return called(mapMethods, name, self, values, costs)
    if (self instanceof JavaCharacter) return called(characterMethods, name, self, values, costs)
    if (self instanceof HostObject) return self.call(name, values, costs)
    if (isNumber(self)) return called(methodsOfNumber(self), name, self, values, costs)
    if (typeof self === 'boolean') return called(booleanMethods, name, self, values, costs)
    if (self instanceof MapEntry) return called(entryMethods, name, self, values, costs)
    if (self instanceof JavaIterator) return called(iteratorMethods, name, self, values, costs)
    return self instanceof DefinedBlock && name === 'toString' ? self.render() : undefined
  }
}

/** Call a method of a value; `undefined` where its class has none of that name for these arguments. */
export function callMethod(
  self: Value,
  name: string,
  values: readonly Value[],
  costs: Costs,
): Value | undefined {
  return methodNamed(name)(self, values, costs)
}

/** The value of a property: a map's entry, else a getter (`getName`, `isName`); `undefined` where there is none. */
export function propertyOf(self: Value, name: string, costs: Costs): Value | undefined {
  if (self instanceof HostObject && !(self instanceof JavaCharacter)) return self.property(name)
  if (name === 'class' && self !== null) return new JavaClass(classOf(self))
  if (self instanceof Map) return self.get(name) ?? null
  const capital = name.charAt(0).toUpperCase() + name.slice(1)
  for (const getter of [`get${capital}`, `is${capital}`]) {
    const value = callMethod(self, getter, [], costs)
    if (value !== undefined) return value
  }
  return undefined
}

/** The names of the methods of each class, for completion. */
export function methodNames(): Readonly<
  Record<'String' | 'List' | 'Map' | 'Number', readonly string[]>
> {
  return {
    String: Object.keys(stringMethods),
    List: Object.keys(listMethodTable),
    Map: Object.keys(mapMethods),
    Number: [...new Set(numberMethodTables.flatMap((table) => Object.keys(table)))],
  }
}
