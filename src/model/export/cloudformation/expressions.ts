import { referencesIn } from '../../import/cloudformation/intrinsics.ts'
import type { Problem } from '../../result.ts'
import type { Json } from '../../schema/json.ts'
import { isFunction, isObject } from './merge.ts'
import type { JsonObject } from './merge.ts'
import { isDefinitionType } from './definitionTypes.ts'
import { own } from '../../operations/within.ts'
import { typeOf } from './resourceProperties.ts'
import { inOwnAccount, literalText, ref, sub, text } from './template.ts'
import type { OpenedTemplate } from './templateEdit.ts'

/** A function that the author wrote for a property of an API. */
interface Expression {
  readonly pointer: readonly string[]
  readonly key: string
  readonly expression: Json
  /** The value that the design has in its place; `undefined` where the property is left out. */
  readonly value: Json | undefined
}

/** Functions of a template's APIs, to be found by the property and the value that stands for them in the design. */
export type Expressions = readonly Expression[]

/** The functions with which the author gives the APIs of a template their values. */
export function expressionsOf({ raw, template, deployed }: OpenedTemplate): Expressions {
  const isOfApi = ([section, owner = '']: readonly string[]) =>
    section === 'Globals' ? owner.endsWith('Api') : isDefinitionType(typeOf(raw[owner]) ?? '')
  const places = new Set(deployed.expressions.map(({ pointer }) => pointer.join('\n')))
  const isOutermost = (pointer: readonly string[]) =>
    !pointer.some((_part, i) => i > 0 && places.has(pointer.slice(0, i).join('\n')))
  const seen = new Set<string>()
  const written = Object.entries(raw).flatMap(([logicalId, resource]) =>
    isDefinitionType(typeOf(resource) ?? '')
      ? literalsIn(resource, ['Resources', logicalId], template)
      : [],
  )
  const evaluated = deployed.expressions.flatMap(({ pointer, expression, value }): Expression[] => {
    const [section] = pointer
    if (section !== 'Resources' && section !== 'Globals') return []
    if (!isOfApi(pointer) || !isOutermost(pointer) || seen.has(pointer.join('\n'))) return []
    seen.add(pointer.join('\n'))
    if (refersToParts(expression, raw)) return []
    const key = keyAt(pointer, template)
    const whole = { pointer, key, expression, value }
    const called = calledFunction(expression, value)
    return called ? [whole, { pointer, key: 'functionarn', ...called }] : [whole]
  })
  return [...evaluated, ...written]
}

/** ARNs that the author wrote with an account: the account is not the one that stands for the deployment's own. */
function literalsIn(value: Json, pointer: readonly string[], template: JsonObject): Expression[] {
  if (typeof value === 'string') {
    if (inOwnAccount(value) === value) return []
    return [{ pointer, key: keyAt(pointer, template), expression: value, value }]
  }
  if (isFunction(value)) return []
  const members: readonly (readonly [string, Json])[] = Array.isArray(value)
    ? value.map((item, i) => [String(i), item])
    : Object.entries(isObject(value) ? value : {})
  return members.flatMap(([name, item]) => literalsIn(item, [...pointer, name], template))
}

/** True for a function that refers to parts of an API, which have other names in another kind of template. */
function refersToParts(expression: Json, raw: JsonObject): boolean {
  const written = JSON.stringify(expression)
  return [...referencesIn(expression)].some((name) => {
    const type = typeOf(raw[name]) ?? ''
    if (/^AWS::Serverless::\w*Api$/.test(type)) return new RegExp(`\\b${name}\\.`).test(written)
    return isDefinitionType(type) && !/^AWS::ApiGateway(V2::Api|::RestApi)$/.test(type)
  })
}

/** The function whose invocation a URI is, as an expression of its own. */
function calledFunction(
  expression: Json,
  value: Json | undefined,
): Pick<Expression, 'expression' | 'value'> | undefined {
  const template = isObject(expression) ? expression['Fn::Sub'] : undefined
  if (typeof template !== 'string' || typeof value !== 'string') return undefined
  const inner = invoked(template)
  const arn = invoked(value)
  if (inner === undefined || arn === undefined) return undefined
  const [, name, attribute] = /^\$\{([\w:]+)(?:\.(\w+))?\}$/.exec(inner) ?? []
  if (name === undefined) return { expression: sub(inner), value: arn }
  const whole = attribute === undefined ? ref(name) : { 'Fn::GetAtt': [name, attribute] }
  return { expression: whole, value: arn }
}

function invoked(uri: string): string | undefined {
  return /\/functions\/(.+)\/(?:response-streaming-)?invocations$/.exec(uri)?.[1]
}

/** Properties that mean the same under different names in different kinds of templates. */
const sameProperties: Readonly<Record<string, string>> = {
  regionalcertificatearn: 'certificatearn',
  userpoolarn: 'providerarns',
  stage: 'stagename',
  functionname: 'functionarn',
  types: 'endpointconfiguration',
  cors: 'alloworigin',
  'access-control-allow-origin': 'alloworigin',
  'access-control-allow-methods': 'allowmethods',
  'access-control-allow-headers': 'allowheaders',
  'access-control-max-age': 'maxage',
}

function canonical(key: string, parent = ''): string {
  const lower = key.toLowerCase().replace(/^(?:method\.response|gatewayresponse)\.header\./, '')
  if (lower === 'type' && parent.toLowerCase() === 'endpointconfiguration') {
    return 'endpointconfiguration'
  }
  return own(sameProperties, lower) ?? lower
}

/** The property that a pointer leads to; for the value of a tag, its key. */
function keyAt(pointer: readonly string[], template: JsonObject): string {
  const names = pointer.filter((part) => !/^\d+$/.test(part))
  const key = names.at(-1) ?? ''
  if (key !== 'Value' || names.at(-2) !== 'Tags') return canonical(key, names.at(-2))
  const tag = pointer
    .slice(0, -1)
    .reduce<Json | undefined>(
      (value, part) =>
        Array.isArray(value) ? value[Number(part)] : isObject(value) ? value[part] : undefined,
      template,
    )
  const name = isObject(tag) ? tag['Key'] : undefined
  return typeof name === 'string' ? name.toLowerCase() : canonical(key)
}

/**
 * A value of a new template with the author's functions in place of the values that they have in the design. Where several
 * functions have the same value for the same property, the value stays.
 */
export function withExpressions(value: Json, expressions: Expressions): Json {
  const found = new Map<string, Set<string>>()
  for (const { key, expression, value: known } of expressions) {
    if (known === undefined) continue
    const forms = typeof known === 'string' ? [known, text(known), literalText(known)] : [known]
    for (const form of forms) {
      const place = placeOf(key, form)
      found.set(place, (found.get(place) ?? new Set()).add(JSON.stringify(expression)))
    }
  }
  const expressionFor = (key: string, item: Json): Json | undefined => {
    const [only, ...others] = found.get(placeOf(key, item)) ?? []
    // written by JSON.stringify above
    return only === undefined || others.length > 0 ? undefined : (JSON.parse(only) as Json)
  }
  const visit = (item: Json, key: string): Json => {
    const expression = expressionFor(key, item)
    if (expression !== undefined) return expression
    if (Array.isArray(item)) return item.map((each) => visit(each, key))
    const invocation = invocationBy(item, (arn) => expressionFor('functionarn', arn))
    if (invocation !== undefined) return invocation
    if (!isObject(item) || isFunction(item)) return item
    const tag = item['Key']
    return Object.fromEntries(
      Object.entries(item).map(([name, each]): [string, Json] => [
        name,
        name === 'Value' && typeof tag === 'string'
          ? visit(each, tag.toLowerCase())
          : visit(each, canonical(name, key)),
      ]),
    )
  }
  return found.size === 0 ? value : visit(value, '')
}

function placeOf(key: string, value: Json): string {
  return `${key}\n${JSON.stringify(value)}`
}

/** The URI that invokes a function which the author names by an expression. */
function invocationBy(
  item: Json,
  expressionFor: (arn: string) => Json | undefined,
): Json | undefined {
  const uri = isObject(item) && isFunction(item) ? item['Fn::Sub'] : item
  const arn = typeof uri === 'string' ? invoked(uri) : undefined
  const expression = arn === undefined ? undefined : expressionFor(arn)
  if (typeof uri !== 'string' || arn === undefined || expression === undefined) return undefined
  const template = uri
    .replace(/^arn:aws:apigateway:[a-z0-9-]+:/, 'arn:${AWS::Partition}:apigateway:${AWS::Region}:')
    .replace(`/functions/${arn}/`, '/functions/${Function}/')
  return { 'Fn::Sub': [template, { Function: expression }] }
}

/**
 * Report the author's functions that a new template does not have although it has their values. `written` is the new
 * template of the design as it was opened.
 */
export function lostExpressions(written: Json, expressions: Expressions): Problem[] {
  const template = JSON.stringify(written)
  const values = new Set<string>()
  const long: string[] = []
  collectValues(written, '', (key, value) => {
    values.add(placeOf(key, value))
    if (typeof value === 'string') long.push(value)
  })
  return expressions.flatMap(({ pointer, key, expression, value }): Problem[] => {
    if (key === 'functionarn' && keyOfPointer(pointer) !== 'functionarn') return []
    const source = JSON.stringify(expression)
    if (template.includes(source) || !isUnknown.test(source)) return []
    const place = pointer.join('.')
    const isIn =
      value !== undefined &&
      (values.has(placeOf(key, value)) ||
        (typeof value === 'string' &&
          value.length >= 8 &&
          long.some((each) => each.includes(value))))
    if (value !== undefined && !isIn) return []
    return [
      {
        code: 'cloudformation/stand-in',
        message:
          value === undefined
            ? `${place}: ${shortened(source)} is left out, because it has no value here.`
            : `${place}: the value ${shortened(JSON.stringify(value))} replaces ${shortened(source)}.`,
        severity: 'warning',
        at: [],
        pointer: `/${pointer.map((part) => part.replace(/~/g, '~0').replace(/\//g, '~1')).join('/')}`,
      },
    ]
  })
}

function keyOfPointer(pointer: readonly string[]): string {
  return canonical(pointer.findLast((part) => !/^\d+$/.test(part)) ?? '')
}

/** Functions whose value depends on more than the template. */
const isUnknown =
  /"(Ref|Condition|Fn::(GetAtt|Sub|If|ImportValue|FindInMap|Cidr|GetAZs|Transform))":/

function shortened(text: string): string {
  return text.length > 120 ? `${text.slice(0, 117)}…` : text
}

/** Call `add` with each value of a template that is not inside a function. */
function collectValues(value: Json, key: string, add: (key: string, value: Json) => void): void {
  if (isFunction(value)) return
  add(key, value)
  if (Array.isArray(value)) {
    for (const item of value) collectValues(item, key, add)
  } else if (isObject(value)) {
    for (const [name, item] of Object.entries(value)) {
      collectValues(item, canonical(name, key), add)
    }
  }
}

/** The author's conditions and policies of resources, which a resource under the same name keeps. */
export function resourceAttributes(resource: Json | undefined): JsonObject {
  if (!isObject(resource)) return {}
  const names = ['Condition', 'DeletionPolicy', 'UpdateReplacePolicy', 'Metadata']
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = resource[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}
