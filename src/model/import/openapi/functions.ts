import type { Json } from '../../schema/json.ts'
import { evaluate } from '../cloudformation/intrinsics.ts'
import type { Scope } from '../cloudformation/intrinsics.ts'
import { isObject, tell } from './reader.ts'
import type { DocumentReader, JsonObject } from './reader.ts'

/** A document with the functions of CloudFormation replaced by values, and where they are. */
export interface EvaluatedDocument {
  readonly root: JsonObject
  /** The pointer of each function. */
  readonly functions: readonly (readonly string[])[]
  /** The pointers of functions whose values only a deployment knows, with what they refer to. */
  readonly unresolved: readonly { readonly what: string; readonly pointer: readonly string[] }[]
}

/** Region and account that stand for those of a deployment. */
const place = 'us-east-1:123456789012'

/** Levels below which no function is looked for. */
const deepest = 200

/**
 * Evaluate the functions of an OpenAPI document that is written to be included in a template. The template is not there:
 * its resources are known by their logical ids, and ARNs are made of them for the service that the place calls for.
 */
export function evaluatedFunctions(document: JsonObject): EvaluatedDocument {
  const functions: (readonly string[])[] = []
  const unresolved: { what: string; pointer: readonly string[] }[] = []
  const budget = { characters: 20_000_000 }
  const walk = (value: Json, pointer: readonly string[], isExtension: boolean): Json => {
    if (typeof value !== 'object' || value === null || pointer.length > deepest) return value
    if (Array.isArray(value)) {
      const items = value.map((item, i) => walk(item, [...pointer, String(i)], isExtension))
      return items.every((item, i) => item === value[i]) ? value : items
    }
    if (isFunction(value, isExtension)) {
      functions.push(pointer)
      const scope = scopeAt(pointer, JSON.stringify(value), budget, (what) =>
        unresolved.push({ what, pointer }),
      )
      return evaluate(value, scope, pointer) ?? null
    }
    let isSame = true
    const members = Object.entries(value).map(([name, item]): [string, Json] => {
      const next = walk(
        item,
        [...pointer, name],
        isExtension || name.startsWith('x-amazon-apigateway-'),
      )
      isSame &&= next === item
      return [name, next]
    })
    return isSame ? value : Object.fromEntries(members)
  }
  const root = walk(document, [], false)
  return { root: isObject(root) ? root : document, functions, unresolved }
}

/** True for a call of a function. `Ref` is one in an extension only: a schema or example may have such a property. */
function isFunction(value: JsonObject, isExtension: boolean): boolean {
  const [name, ...others] = Object.keys(value)
  if (name === undefined || others.length > 0) return false
  return evaluable.has(name) || (name === 'Ref' && isExtension && typeof value[name] === 'string')
}

/** Functions that need neither the parameters nor the conditions of the template. */
const evaluable: ReadonlySet<string> = new Set([
  'Fn::Base64',
  'Fn::GetAtt',
  'Fn::ImportValue',
  'Fn::Join',
  'Fn::Select',
  'Fn::Split',
  'Fn::Sub',
])

function scopeAt(
  pointer: readonly string[],
  written: string,
  budget: Scope['budget'],
  unresolved: (what: string) => void,
): Scope {
  return {
    parameters: {},
    mappings: {},
    conditions: {},
    known: new Map(),
    budget,
    pseudoParameters: {
      'AWS::Region': 'us-east-1',
      'AWS::AccountId': '123456789012',
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': 'stack',
      'AWS::StackId': `arn:aws:cloudformation:${place}:stack/stack/1`,
      'AWS::NotificationARNs': [],
    },
    reference: (logicalId) =>
      // Ref of a state machine or a topic is its ARN
      isNamedAsArn(logicalId, written) ? arnOf(logicalId, pointer, written) : logicalId,
    attribute: (logicalId, name) =>
      name.endsWith('Arn') || name === 'Alias' ? arnOf(logicalId, pointer, written) : logicalId,
    included: () => undefined,
    leftOut: unresolved,
    unresolved,
  }
}

/** True when the text puts the reference behind a name such as `stateMachineArn` or `TopicArn=`. */
function isNamedAsArn(logicalId: string, written: string): boolean {
  const at = written.indexOf(`\${${logicalId}}`)
  return at > 0 && /arn[\\"':= ]{1,10}$/i.test(written.slice(Math.max(0, at - 20), at))
}

/** The resource part of an ARN, by what the place or the text says of its service. */
const shapes: readonly (readonly [hint: RegExp, shape: string])[] = [
  [/lambda:path|authorizeruri/i, `lambda:${place}:function:{id}`],
  [/statemachine|:states:/i, `states:${place}:stateMachine:{id}`],
  [/topicarn|:sns:/i, `sns:${place}:{id}`],
  [/:sqs:/i, `sqs:${place}:{id}`],
  [/:dynamodb:/i, `dynamodb:${place}:table/{id}`],
  [/:kinesis:/i, `kinesis:${place}:stream/{id}`],
  [/:events:|eventbus/i, `events:${place}:event-bus/{id}`],
]

function arnOf(logicalId: string, pointer: readonly string[], written: string): string {
  const property = pointer.findLast((part) => !/^\d+$/.test(part)) ?? ''
  const shape = /credentials$/i.test(property)
    ? 'iam::123456789012:role/{id}'
    : /^providerARNs$/i.test(property)
      ? `cognito-idp:${place}:userpool/us-east-1_{id}`
      : (shapes.find(([hint]) => hint.test(`${property} ${written}`))?.[1] ??
        `lambda:${place}:function:{id}`)
  return `arn:aws:${shape.replace('{id}', logicalId)}`
}

/** Say once that functions of CloudFormation were evaluated, and which have no value. */
export function tellFunctions(
  reader: DocumentReader,
  { functions, unresolved }: EvaluatedDocument,
): void {
  const [first] = functions
  if (first) {
    const values = functions.length === 1 ? '1 value is' : `${functions.length} values are`
    const message = `${values} written with functions of CloudFormation. Here the region us-east-1, the account 123456789012 and the logical ids of resources are used in their place. OpenAPI exports keep the functions; templates are written with these values.`
    tell(reader, 'warning', 'reference-function', message, first)
  }
  for (const { what, pointer } of unresolved) {
    const message = `${what} is only known when the API is deployed: UNRESOLVED is used in its place.`
    tell(reader, 'warning', 'not-a-text', message, pointer)
  }
}
