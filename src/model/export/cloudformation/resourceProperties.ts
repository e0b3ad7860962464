import type { Json } from '../../schema/json.ts'
import { isObject, own } from './merge.ts'
import type { JsonObject } from './merge.ts'

export function typeOf(resource: Json | undefined): string | undefined {
  const type = isObject(resource) ? resource['Type'] : undefined
  return typeof type === 'string' ? type : undefined
}

export function propertiesOf(resource: Json | undefined): JsonObject {
  return isObject(resource) ? objectMember(resource, 'Properties') : {}
}

export function withProperties(resource: Json | undefined, properties: JsonObject): Json {
  return { ...(isObject(resource) ? resource : {}), Properties: { ...properties } }
}

/** The object under a name; empty where there is none. */
export function objectMember(value: Json, name: string): JsonObject {
  const member = isObject(value) ? own(value, name) : undefined
  return isObject(member) ? member : {}
}

/** A name that no other resource has: the wanted one, else with a number. */
export function freeName(wanted: string, resources: JsonObject): string {
  let name = wanted
  for (let count = 2; Object.hasOwn(resources, name); count++) name = `${wanted}${count}`
  return name
}
