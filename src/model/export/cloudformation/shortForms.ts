import { isPair, isScalar, isSeq, Scalar, visit } from 'yaml'
import type { Json } from '../../schema/json.ts'
import { yamlDocument, yamlText } from '../yamlText.ts'

/** Functions whose argument keeps its form behind the tag. */
const withTag: ReadonlySet<string> = new Set([
  'And',
  'Equals',
  'FindInMap',
  'GetAZs',
  'If',
  'ImportValue',
  'Join',
  'Not',
  'Or',
  'Select',
  'Split',
  'Sub',
])

/** Write a template as YAML with the short forms of the intrinsic functions: `!Ref`, `!Sub`, `!GetAtt`. */
export function templateYaml(template: Json): string {
  const document = yamlDocument(template)
  visit(document, {
    Map: (_key, map) => {
      const only = map.items[0]
      if (map.items.length !== 1 || !isPair(only) || !isScalar(only.key)) return undefined
      const { value } = only
      const key = String(only.key.value)
      if (key === 'Ref' && isScalar(value)) return tagged('!Ref', value.value)
      if (key === 'Fn::GetAtt' && isScalar(value)) return tagged('!GetAtt', value.value)
      if (key === 'Fn::GetAtt' && isSeq(value)) {
        if (!value.items.every((item) => isScalar(item))) return undefined
        return tagged('!GetAtt', value.items.map((item) => String(item.value)).join('.'))
      }
      const name = key.startsWith('Fn::') ? key.slice(4) : ''
      if (!withTag.has(name)) return undefined
      if (isScalar(value)) return tagged(`!${name}`, value.value)
      // a function in a function's place cannot have a tag of its own where that is a map
      if (isSeq(value)) {
        value.tag = `!${name}`
        return value
      }
      return undefined
    },
  })
  return yamlText(document)
}

function tagged(tag: string, value: unknown): Scalar {
  const scalar = new Scalar(value)
  scalar.tag = tag
  return scalar
}
