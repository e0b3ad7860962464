import { referencesIn } from '../../import/cloudformation/intrinsics.ts'
import type { Problem } from '../../result.ts'
import type { Json } from '../../schema/json.ts'
import { isObject } from './merge.ts'
import { sub } from './template.ts'

/** A value in which texts that hold the ARN of something in the template refer to it instead. */
export function withReferences(value: Json, arns: ReadonlyMap<string, string>): Json {
  if (Array.isArray(value)) return value.map((item) => withReferences(item, arns))
  if (typeof value === 'string') return referring(value, arns)
  if (!isObject(value)) return value
  if (typeof value['Fn::Sub'] === 'string' && Object.keys(value).length === 1) {
    return sub(replaced(value['Fn::Sub'], arns))
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, withReferences(item, arns)]),
  )
}

function referring(text: string, arns: ReadonlyMap<string, string>): Json {
  if (!text.includes('arn:')) return text
  const literal = text.replaceAll('${', '${!')
  const changed = replaced(literal, arns)
  if (changed === literal) return text
  const whole = /^\$\{([A-Za-z0-9]+)(\.Arn)?\}$/.exec(changed)
  if (whole?.[2] !== undefined) return { 'Fn::GetAtt': [whole[1] ?? '', 'Arn'] }
  if (whole) return { Ref: whole[1] ?? '' }
  // the address of an invocation is of the region where the function is
  return sub(changed.replace(/(arn:aws:apigateway:)[a-z0-9-]+(:lambda:path)/, '$1${AWS::Region}$2'))
}

/** An ARN ends where a name cannot go on, or before the alias of a function. */
function replaced(text: string, arns: ReadonlyMap<string, string>): string {
  return text.replace(/arn:[\w:/+=,.@*-]+/g, (found) => {
    for (const start of startsOf(found)) {
      const rest = found.slice(start)
      for (const [arn, written] of arns) {
        const next = rest.startsWith(arn) ? rest.charAt(arn.length) : 'x'
        if (next === '' || next === '/' || next === ':') {
          return `${found.slice(0, start)}\${${written}}${rest.slice(arn.length)}`
        }
      }
    }
    return found
  })
}

/** Where ARNs begin in a text that may hold one inside another. */
function startsOf(text: string): number[] {
  return [...text.matchAll(/arn:/g)].map((match) => match.index)
}

/** A template in which things are called otherwise. What refers to them follows. */
export function withRenamed(value: Json, names: ReadonlyMap<string, string>): Json {
  const renamed = (name: string) => {
    const dot = name.indexOf('.')
    const [first, rest] = dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)]
    return (names.get(first) ?? first) + rest
  }
  const visit = (item: Json): Json => {
    if (Array.isArray(item)) return item.map(visit)
    if (!isObject(item)) return item
    return Object.fromEntries(
      Object.entries(item).map(([name, inner]): [string, Json] => {
        if (name === 'Ref' && typeof inner === 'string') return [name, renamed(inner)]
        if (name === 'Fn::GetAtt' && typeof inner === 'string') return [name, renamed(inner)]
        if (name === 'Fn::GetAtt' && Array.isArray(inner)) {
          const [first, ...rest] = inner
          return [name, typeof first === 'string' ? [renamed(first), ...rest] : inner]
        }
        if (name === 'DependsOn' && typeof inner === 'string') return [name, renamed(inner)]
        if (name === 'DependsOn' && Array.isArray(inner)) {
          return [name, inner.map((id) => (typeof id === 'string' ? renamed(id) : id))]
        }
        if (name === 'Fn::Sub') {
          const [text, ...variables] = Array.isArray(inner) ? inner : [inner]
          const changed = typeof text === 'string' ? renamedSub(text, renamed) : (text ?? '')
          return [name, Array.isArray(inner) ? [changed, ...variables.map(visit)] : changed]
        }
        return [name, visit(inner)]
      }),
    )
  }
  return visit(value)
}

function renamedSub(text: string, renamed: (name: string) => string): string {
  return text.replace(/\$\{([^!}][^}]*)\}/g, (whole, name: string) => {
    const next = renamed(name.trim())
    return next === name.trim() ? whole : `\${${next}}`
  })
}

/** References to things that an edit took away, where they stood. */
export function danglingReferences(before: Json, after: Json): Problem[] {
  const had = logicalIdsIn(before)
  const has = logicalIdsIn(after)
  const gone = new Set([...had].filter((name) => !has.has(name)))
  if (gone.size === 0) return []
  const problems: Problem[] = []
  for (const section of ['Resources', 'Outputs', 'Conditions']) {
    const things = isObject(after) ? after[section] : undefined
    if (!isObject(things)) continue
    for (const [name, thing] of Object.entries(things)) {
      for (const referred of referencesIn(thing)) {
        if (!gone.has(referred)) continue
        problems.push({
          code: 'cloudformation/dangling-reference',
          message: `${section}.${name} refers to ${referred}, which is no longer in the template.`,
          severity: 'error',
          at: [],
          pointer: `/${section}/${name}`,
        })
      }
    }
  }
  return problems
}

function logicalIdsIn(template: Json): Set<string> {
  const resources = isObject(template) ? template['Resources'] : undefined
  return new Set(isObject(resources) ? Object.keys(resources) : [])
}
