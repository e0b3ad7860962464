import { Document, isMap, isPair, isScalar, isSeq, Scalar, visit } from 'yaml'
import type { Json } from '../../schema/json.ts'

/** Write a template as YAML with the short forms of the intrinsic functions: `!Ref`, `!Sub`, `!GetAtt`. */
export function templateYaml(template: Json): string {
  const document = new Document(template, { aliasDuplicateObjects: false })
  visit(document, {
    Map: (_key, map) => {
      const only = map.items[0]
      if (map.items.length !== 1 || !isPair(only) || !isScalar(only.key)) return undefined
      const { value } = only
      if (only.key.value === 'Ref' && isScalar(value)) return tagged('!Ref', value.value)
      if (only.key.value === 'Fn::Sub' && isScalar(value)) return tagged('!Sub', value.value)
      if (only.key.value === 'Fn::GetAtt' && isSeq(value)) {
        const names = value.items.map((item) => (isScalar(item) ? String(item.value) : ''))
        return tagged('!GetAtt', names.join('.'))
      }
      return isMap(map) ? undefined : visit.SKIP
    },
  })
  return document.toString({ lineWidth: 0 })
}

function tagged(tag: string, value: unknown): Scalar {
  const scalar = new Scalar(value)
  scalar.tag = tag
  return scalar
}
