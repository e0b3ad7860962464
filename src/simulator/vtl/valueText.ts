import { chargeNumber } from './arithmetic.ts'
import type { Costs } from './costs.ts'
import { doubleText } from './doubleText.ts'
import { JsonObject, valueOfParsed } from './jsonObject.ts'
import { TextWriter } from './textWriter.ts'
import {
  JavaDouble,
  JavaDecimal,
  JavaList,
  JavaSet,
  JavaArray,
  MapEntry,
  JavaIterator,
  DefinedBlock,
  SilentMap,
  isNumber,
  checkDepth,
} from './values.ts'
import type { Value, JavaMap } from './values.ts'

/** `toString()` of Java. A null prints `null`, as it does inside lists and maps. */
export function javaText(value: Value, costs: Costs): string {
  if (typeof value === 'string') return value
  if (typeof value === 'object' && (Array.isArray(value) || value instanceof Map)) {
    const writer = new TextWriter(costs)
    writeJava(value, writer, 0)
    return writer.text()
  }
  return scalarText(value, costs)
}

/** The text of a value that is not a text, a list or a map. */
function scalarText(
  value: Exclude<Value, string | readonly Value[] | JavaMap>,
  costs: Costs,
): string {
  if (value === null) return 'null'
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (value instanceof JavaDouble) return doubleText(value.value)
  if (typeof value === 'bigint') {
    chargeNumber(value, costs)
    return String(value)
  }
  if (value instanceof JavaDecimal) {
    chargeNumber(value, costs)
    return value.text
  }
  if (value instanceof MapEntry) {
    const writer = new TextWriter(costs)
    writeJava(value, writer, 0)
    return writer.text()
  }
  if (value instanceof JavaIterator) return 'java.util.AbstractList$Itr'
  if (value instanceof DefinedBlock) return value.render()
  return value.print()
}

function writeJava(value: Value, writer: TextWriter, depth: number): void {
  if (typeof value === 'string') {
    writer.add(value)
    return
  }
  if (Array.isArray(value)) {
    checkDepth(depth)
    if (value instanceof JavaSet) value.refresh()
    if (value instanceof JavaArray) writer.add('[Ljava.lang.String;')
    else if (value instanceof JavaList || value instanceof JavaSet) {
      writer.add('[')
      for (let i = 0; i < value.length; i++) {
        if (i > 0) writer.add(', ')
        writeJava(value[i] ?? null, writer, depth + 1)
      }
      writer.add(']')
    }
    // a JSON list prints itself fit for a web page
    else writeJson(value, true, writer, depth)
    return
  }
  if (value instanceof Map) {
    if (value instanceof SilentMap) return
    checkDepth(depth)
    let lead = '{'
    for (const [key, item] of value) {
      writer.add(lead)
      lead = ', '
      writeJava(key, writer, depth + 1)
      writer.add('=')
      writeJava(item, writer, depth + 1)
    }
    writer.add(lead === '{' ? '{}' : '}')
    return
  }
  if (value instanceof MapEntry) {
    checkDepth(depth)
    writeJava(value.key, writer, depth + 1)
    writer.add('=')
    writeJava(value.value, writer, depth + 1)
    return
  }
  writer.add(scalarText(value, writer.costs))
}

/** JSON as json-smart writes it, without blanks; `/` is escaped for the web only. */
export function jsonText(value: Value, costs: Costs, forWeb = false): string {
  const writer = new TextWriter(costs)
  writeJson(value, forWeb, writer, 0)
  return writer.text()
}

function writeJson(value: Value, forWeb: boolean, writer: TextWriter, depth: number): void {
  if (typeof value === 'string') {
    writer.add(jsonString(value, forWeb))
    return
  }
  if (Array.isArray(value)) {
    checkDepth(depth)
    writer.add('[')
    for (let i = 0; i < value.length; i++) {
      if (i > 0) writer.add(',')
      writeJson(value[i] ?? null, forWeb, writer, depth + 1)
    }
    writer.add(']')
    return
  }
  if (value instanceof JsonObject && value.parsed) {
    checkDepth(depth)
    writeParsed(value.parsed, forWeb, writer, depth)
    return
  }
  if (value instanceof Map) {
    checkDepth(depth)
    let lead = '{'
    for (const [key, item] of value) {
      writer.add(lead + jsonString(javaText(key, writer.costs), forWeb) + ':')
      lead = ','
      writeJson(item, forWeb, writer, depth + 1)
    }
    writer.add(lead === '{' ? '{}' : '}')
    return
  }
  if (value instanceof JavaDouble && Math.abs(value.value) === Infinity) {
    writer.add('null')
    return
  }
  const isPlain = value === null || typeof value === 'boolean' || isNumber(value)
  const text = javaText(value, writer.costs)
  writer.add(isPlain ? text : jsonString(text, forWeb))
}

/** As `writeJson`, of what a body's parser left as it was. */
function writeParsed(
  parsed: NonNullable<JsonObject['parsed']>,
  forWeb: boolean,
  writer: TextWriter,
  depth: number,
): void {
  let lead = '{'
  for (const name of Object.keys(parsed)) {
    writer.add(lead + jsonString(name, forWeb) + ':')
    lead = ','
    writeJson(valueOfParsed(parsed[name] ?? null), forWeb, writer, depth + 1)
  }
  writer.add(lead === '{' ? '{}' : '}')
}

const needsEscape = /["\\\u0000-\u001f\u007f-\u009f\u2000-\u20ff]/g
const hasEscape = /["\\\u0000-\u001f\u007f-\u009f\u2000-\u20ff]/

function jsonString(text: string, forWeb: boolean): string {
  const escaped = hasEscape.test(text) ? text.replace(needsEscape, jsonEscape) : text
  return '"' + (forWeb ? escaped.replaceAll('/', '\\/') : escaped) + '"'
}

const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

function jsonEscape(unit: string): string {
  return (
    shortEscapes[unit] ?? '\\u' + unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
  )
}
