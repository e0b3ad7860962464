import type { Json } from '../../schema/json.ts'
import { isObject } from './merge.ts'
import { inOwnAccount, sub } from './template.ts'

/** A value in which texts that hold the ARN of something in the template refer to it instead. */
export function withReferences(value: Json, arns: ReadonlyMap<string, string>): Json {
  const longestFirst = [...arns].sort(([left], [right]) => right.length - left.length)
  const patterns = longestFirst.map(([arn, written]): [RegExp, string] => {
    const forms = [arn, inOwnAccount(arn)].map((form) => form.replace(/[^\w]/g, '\\$&'))
    return [new RegExp(`(?:${forms.join('|')})(?![\\w.-])`, 'g'), `\${${written}}`]
  })
  const visit = (item: Json): Json => {
    if (typeof item === 'string') return referring(item, patterns)
    if (Array.isArray(item)) return item.map(visit)
    if (!isObject(item)) return item
    const template = Object.keys(item).length === 1 ? item['Fn::Sub'] : undefined
    if (typeof template === 'string') {
      const changed = replaced(template, patterns)
      return changed === template ? item : written(changed)
    }
    return Object.fromEntries(Object.entries(item).map(([name, inner]) => [name, visit(inner)]))
  }
  return patterns.length === 0 ? value : visit(value)
}

type Patterns = readonly (readonly [RegExp, string])[]

function referring(text: string, patterns: Patterns): Json {
  if (!text.includes('arn:')) return text
  const literal = text.replaceAll('${', '${!')
  const changed = replaced(literal, patterns)
  return changed === literal ? text : written(changed)
}

/** What holds nothing but a reference is one. */
function written(template: string): Json {
  const whole = /^\$\{([A-Za-z0-9]+)(\.Arn)?\}$/.exec(template)
  if (whole?.[2] !== undefined) return { 'Fn::GetAtt': [whole[1] ?? '', 'Arn'] }
  if (whole) return { Ref: whole[1] ?? '' }
  // the address of an invocation is of the region where the function is
  return sub(template.replace(/(:apigateway:)[a-z0-9-]+(:lambda:path)/, '$1${AWS::Region}$2'))
}

function replaced(text: string, patterns: Patterns): string {
  return patterns.reduce(
    (before, [pattern, reference]) => before.replace(pattern, () => reference),
    text,
  )
}

/** A template in which things are called otherwise. What refers to them follows. */
export function withRenamed(value: Json, names: ReadonlyMap<string, string>): Json {
  const renamed = (name: string) => {
    const whole = names.get(name)
    if (whole !== undefined) return whole
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
  return text.replace(/\$\{([^!{}$][^{}$]*)\}/g, (whole, name: string) => {
    const next = renamed(name.trim())
    return next === name.trim() ? whole : `\${${next}}`
  })
}
