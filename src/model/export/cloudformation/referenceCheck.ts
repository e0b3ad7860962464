import type { Problem } from '../../result.ts'
import type { Json } from '../../schema/json.ts'
import { isObject } from './merge.ts'
import type { JsonObject } from './merge.ts'
import { objectMember, typeOf } from './resourceProperties.ts'

/** A reference of a template and where it is: in which part, such as `Outputs.Url`, and of what. */
interface Reference {
  readonly name: string
  readonly kind: 'resource' | 'condition'
  readonly section: string
  readonly owner: string
}

/**
 * References of a template to resources, parameters or conditions that it does not have. One that the template `before` an
 * edit has already is a warning, any other an error. Templates with macros other than the serverless transform are not
 * checked, since a macro may add what is referred to.
 */
export function unresolvedReferences(template: Json, before?: Json): Problem[] {
  const known = new Set(before === undefined ? [] : unresolvedIn(before).map(keyOf))
  const reported = new Set<string>()
  return unresolvedIn(template).flatMap((reference): Problem[] => {
    const { name, kind, section, owner } = reference
    const place = `${section}.${owner} ${keyOf(reference)}`
    if (reported.has(place)) return []
    reported.add(place)
    const isOld = known.has(keyOf(reference))
    const noun = kind === 'condition' ? 'the condition ' : ''
    return [
      {
        code: 'cloudformation/dangling-reference',
        message: isOld
          ? `${section}.${owner} refers to ${noun}${name}, which is not in the template that was opened either.`
          : `${section}.${owner} refers to ${noun}${name}, which is not in the template.`,
        severity: isOld ? 'warning' : 'error',
        at: [],
        pointer: `/${section}/${owner}`,
      },
    ]
  })
}

function keyOf({ kind, name }: Reference): string {
  return `${kind} ${name}`
}

const checkedSections = ['Conditions', 'Resources', 'Outputs'] as const

function unresolvedIn(template: Json): Reference[] {
  if (!isObject(template) || hasOtherMacros(template)) return []
  const resources = objectMember(template, 'Resources')
  const conditions = objectMember(template, 'Conditions')
  const parameters = objectMember(template, 'Parameters')
  const isServerless = Object.hasOwn(template, 'Transform')
  const exists = ({ kind, name }: Reference) => {
    if (kind === 'condition') return Object.hasOwn(conditions, name)
    if (name.startsWith('AWS::')) return true
    if (Object.hasOwn(resources, name) || Object.hasOwn(parameters, name)) return true
    return isServerless && isMadeByTransform(name, resources)
  }
  return referencesOf(template).filter((reference) => !exists(reference))
}

function referencesOf(template: JsonObject): Reference[] {
  return checkedSections.flatMap((section) =>
    Object.entries(objectMember(template, section)).flatMap(([owner, thing]) => {
      const found: Reference[] = []
      const add = (kind: Reference['kind'], name: string) => {
        found.push({ kind, name, section, owner })
      }
      if (isObject(thing) && section !== 'Conditions') {
        if (typeof thing['Condition'] === 'string') add('condition', thing['Condition'])
        for (const name of [thing['DependsOn'] ?? []].flat()) {
          if (typeof name === 'string') add('resource', name.split('.')[0] ?? name)
        }
      }
      collect(thing, section === 'Conditions', add)
      return found
    }),
  )
}

/** Call `add` for each function in a value that refers to something by its name. */
function collect(
  value: Json,
  isCondition: boolean,
  add: (kind: Reference['kind'], name: string) => void,
): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, isCondition, add)
    return
  }
  if (!isObject(value)) return
  const isFunction = Object.keys(value).length === 1
  for (const [name, item] of Object.entries(value)) {
    collect(item, isCondition, add)
    if (!isFunction) continue
    const first: Json | undefined = Array.isArray(item) ? item[0] : item
    if (typeof first !== 'string') continue
    if (name === 'Ref' || name === 'Fn::GetAtt') add('resource', first.split('.')[0] ?? first)
    if (name === 'Fn::If' || (name === 'Condition' && isCondition)) add('condition', first)
    if (name === 'Fn::Sub') {
      const own = Array.isArray(item) && isObject(item[1]) ? item[1] : {}
      for (const [, key = ''] of first.matchAll(/\$\{([^!{}$][^{}$]*)\}/g)) {
        if (!Object.hasOwn(own, key.trim())) add('resource', key.trim().split('.')[0] ?? key)
      }
    }
  }
}

/** Macros that add no resources that the rest of a template could refer to, or whose additions are known. */
function hasOtherMacros(template: JsonObject): boolean {
  return [template['Transform'] ?? []]
    .flat()
    .some(
      (macro) =>
        typeof macro !== 'string' ||
        !(macro.startsWith('AWS::Serverless') || macro === 'AWS::CodeDeployBlueGreen'),
    )
}

/** Endings of the logical ids that the serverless transform makes from those of its resources. */
const endings: Readonly<Record<string, RegExp>> = {
  'AWS::Serverless::Api':
    /^(\w*Stage|Deployment\w*|UsagePlan|UsagePlanKey|ApiKey|\w+AuthorizerPermission)$/,
  'AWS::Serverless::HttpApi': /^(\w*Stage|\w+AuthorizerPermission)$/,
}

/** True for a logical id of something that the serverless transform adds to a template. */
export function isMadeByTransform(name: string, resources: JsonObject): boolean {
  if (/^(Serverless(RestApi|HttpApi|UsagePlan|ApiKey)|CodeDeployServiceRole)/.test(name))
    return true
  return Object.entries(resources).some(([logicalId, resource]) => {
    const type = typeOf(resource)
    if (type?.startsWith('AWS::Serverless::') !== true) return false
    if (!name.startsWith(logicalId) || name === logicalId) return false
    return (endings[type] ?? /^\w+$/).test(name.slice(logicalId.length))
  })
}
